"""What mkdocs is told of the pages that lie outside of docs/: they are read where they are.

A link such as ``../examples/routing.py`` works in a checkout; on the site it leads to a page that
shows the file.
"""

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

CHECKOUT = Path(__file__).resolve().parent.parent
PAGES = ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
SHOWN = ("examples/*.py", "tests/golden/*.txt", "constructs_lib/**/*.py", "main.py", "cdktf.json")
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)(#[^)\s]*)?\)")


def on_files(files: Files, config: Any) -> Files:  # noqa: ANN401 - mkdocs's own
    """Add the pages, and a page for each file that one of them may link to."""
    for name in PAGES:
        text = (CHECKOUT / name).read_text(encoding="utf-8").replace("](docs/", "](")
        files.append(File.generated(config, name, content=text))
    for pattern in SHOWN:
        for path in CHECKOUT.glob(pattern):
            name = path.relative_to(CHECKOUT).as_posix()
            kind = {".py": "python", ".json": "json"}.get(path.suffix, "text")
            text = f"# {name}\n\n```{kind}\n{path.read_text(encoding='utf-8')}```\n"
            files.append(File.generated(config, f"{name}.md", content=text))
    return files


def on_page_markdown(markdown: str, page: Page, files: Files, **_: object) -> str:
    """Lead a link that goes out of docs/ to the page that shows the file."""
    here = posixpath.dirname(page.file.src_uri)

    def led(link: re.Match[str]) -> str:
        target, anchor = link[1], link[2] or ""
        name = posixpath.normpath(posixpath.join("docs", here, target))
        inside = name.removeprefix("docs/")
        for page_of_it in (inside, f"{inside}.md", f"{inside}/README.md"):
            if files.get_file_from_path(page_of_it):
                return f"]({posixpath.relpath(page_of_it, here or '.')}{anchor})"
        return link[0]

    return LINK.sub(led, markdown)


def on_page_content(html: str, **_: object) -> str:
    """The two colons that begin a block in a docstring, which Markdown does not know, as one."""
    return html.replace("::</p>", ":</p>")


def on_post_page(output: str, page: Page, **_: object) -> str:
    """The language of a page that is named for it, such as ``guide.ja.md``, for screen readers."""
    _, language = posixpath.splitext(page.file.src_uri.removesuffix(".md"))
    return output.replace('<html lang="en"', f'<html lang="{language[1:]}"') if language else output
