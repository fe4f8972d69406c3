"""Icons of 32 by 32 pixels, white on the color of the AWS category of the service."""

_NETWORKING, _COMPUTE, _SECURITY, _PLAIN = "#8c4fff", "#ed7100", "#dd344c", "#5a6b86"

COLORS = {
    "internet": _PLAIN,
    "client": _PLAIN,
    "record": _NETWORKING,
    "load_balancer": _NETWORKING,
    "listener": _NETWORKING,
    "rule": _NETWORKING,
    "redirect": _PLAIN,
    "fixed_response": _PLAIN,
    "target_group": _NETWORKING,
    "target": _COMPUTE,
    "ecs_service": _COMPUTE,
    "function": _COMPUTE,
    "certificate": _SECURITY,
    "web_acl": _SECURITY,
    "security_group": _SECURITY,
}

ICONS = {
    "internet": (
        '<circle cx="16" cy="16" r="10"/><ellipse cx="16" cy="16" rx="4.5" ry="10"/>'
        '<path d="M6,16H26M8,10.5H24M8,21.5H24"/>'
    ),
    "client": '<rect x="6" y="8" width="20" height="13" rx="1"/><path d="M12,25H20M16,21V25"/>',
    "record": (
        '<path d="M16,5L26,8V16C26,22 21,26 16,28C11,26 6,22 6,16V8Z"/>'
        '<path d="M15,12H11.5V15.5C14.5,14.5 16,16 15,18.5C14,20 12.5,20 11.5,19'
        'M17.5,12H21.5L19,15C22,15 22.5,19.5 19.5,20C18.5,20 17.8,19.6 17.5,19"/>'
    ),
    "load_balancer": (
        '<circle cx="9" cy="16" r="4"/><circle cx="24" cy="7" r="2.6"/>'
        '<circle cx="24" cy="16" r="2.6"/><circle cx="24" cy="25" r="2.6"/>'
        '<path d="M13,16H21.4M12,13.4L21.7,8.2M12,18.6L21.7,23.8"/>'
    ),
    "listener": '<path d="M5,16H17M13,12L17,16L13,20M21,6V26M26,10V22"/>',
    "rule": '<path d="M5,16H12L18,8H26M12,16L18,24H26M23,5L26,8L23,11M23,21L26,24L23,27"/>',
    "redirect": '<path d="M7,24V16C7,13 9,11 12,11H25M20,6L25,11L20,16"/>',
    "fixed_response": '<path d="M6,7H26V21H15L10,26V21H6Z"/><path d="M11,12H21M11,16H18"/>',
    "target_group": (
        '<circle cx="16" cy="16" r="10"/><circle cx="16" cy="16" r="5"/>'
        '<circle cx="16" cy="16" r="0.8"/>'
    ),
    "target": '<rect x="8" y="8" width="16" height="16" rx="1"/><path d="M12,8V4M20,8V4M12,28V24'
    'M20,28V24M8,12H4M8,20H4M28,12H24M28,20H24"/>',
    "ecs_service": (
        '<path d="M16,4L26,9.5V22.5L16,28L6,22.5V9.5Z"/>'
        '<path d="M12,12V19L16,21.5M20,12L16,9.8M20,12V20"/>'
    ),
    "function": '<path d="M8,6H13L24,26H26M14.5,12L7,26H11.5L16.5,17"/>',
    "certificate": (
        '<rect x="5" y="7" width="22" height="14" rx="1"/><path d="M9,11.5H17M9,15.5H14"/>'
        '<circle cx="21" cy="17" r="3.5"/><path d="M19,20V27L21,25.5L23,27V20"/>'
    ),
    "web_acl": '<path d="M6,7H26V25H6ZM6,13H26M6,19H26M13,7V13M19,13V19M13,19V25"/>',
    "security_group": '<path d="M16,5L25,8.5V16C25,21.5 21,25.5 16,27.5C11,25.5 7,21.5 7,16V8.5Z"/>'
    '<path d="M12,16L15,19L20.5,12.5"/>',
}
