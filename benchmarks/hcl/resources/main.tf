# The resources of ../../programs/backends.py (layout shared), as a person writes them.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

variable "backends" { type = number }
variable "vpc" { type = string }
variable "subnets" { type = list(string) }
variable "tasks" { type = string }
variable "certificate" { type = string }

provider "aws" {
  region = "eu-west-1"
}

locals {
  load_balancers = { for first in range(0, var.backends, 100) : "alb-${first}" => first }
  backends = {
    for number in range(var.backends) : "backend-${number}" => {
      number        = number
      load_balancer = "alb-${floor(number / 100) * 100}"
    }
  }
}

resource "aws_security_group" "alb" {
  for_each = local.load_balancers

  name                   = each.key
  description            = "Rules managed by Terraform"
  vpc_id                 = var.vpc
  revoke_rules_on_delete = true

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  for_each = local.load_balancers

  security_group_id = aws_security_group.alb[each.key].id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
  description       = "tcp 443 from 0.0.0.0/0"
}

resource "aws_vpc_security_group_egress_rule" "tasks" {
  for_each = local.load_balancers

  security_group_id            = aws_security_group.alb[each.key].id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
  referenced_security_group_id = var.tasks
  description                  = "tcp 8080 to ${var.tasks}"
}

resource "aws_lb_target_group" "backend" {
  for_each = local.backends

  name        = each.key
  vpc_id      = var.vpc
  port        = 8080
  protocol    = "HTTP"
  target_type = "ip"

  health_check {
    path                = "/"
    matcher             = "200"
    interval            = 30
    timeout             = 5
    healthy_threshold   = 5
    unhealthy_threshold = 2
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lb" "alb" {
  for_each = local.load_balancers

  name                       = each.key
  load_balancer_type         = "application"
  internal                   = false
  subnets                    = var.subnets
  security_groups            = [aws_security_group.alb[each.key].id]
  enable_deletion_protection = true
  drop_invalid_header_fields = true
}

resource "aws_lb_listener" "https" {
  for_each = local.load_balancers

  load_balancer_arn = aws_lb.alb[each.key].arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  certificate_arn   = var.certificate

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener_rule" "backend" {
  for_each = local.backends

  listener_arn = aws_lb_listener.https[each.value.load_balancer].arn
  priority     = each.value.number % 100 + 1

  condition {
    path_pattern {
      values = ["/${each.value.number}/*"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.backend[each.key].arn
  }
}
