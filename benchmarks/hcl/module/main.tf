# The resources of ../../programs/backends.py (layout shared), by terraform-aws-modules/alb, whose
# source benchmarks/suite.py puts beside this file.

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
  load_balancers = {
    for first in range(0, var.backends, 100) :
    "alb-${first}" => range(first, min(first + 100, var.backends))
  }
}

module "alb" {
  source   = "./alb"
  for_each = local.load_balancers

  name    = each.key
  vpc_id  = var.vpc
  subnets = var.subnets

  security_group_ingress_rules = {
    https = {
      ip_protocol = "tcp"
      from_port   = 443
      to_port     = 443
      cidr_ipv4   = "0.0.0.0/0"
    }
  }
  security_group_egress_rules = {
    tasks = {
      ip_protocol                  = "tcp"
      from_port                    = 8080
      to_port                      = 8080
      referenced_security_group_id = var.tasks
    }
  }

  listeners = {
    https = {
      port            = 443
      protocol        = "HTTPS"
      ssl_policy      = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
      certificate_arn = var.certificate
      fixed_response = {
        content_type = "text/plain"
        status_code  = "404"
      }
      rules = {
        for number in each.value : "backend-${number}" => {
          priority = number % 100 + 1
          actions = [
            {
              type             = "forward"
              target_group_key = "backend-${number}"
            }
          ]
          conditions = [
            {
              path_pattern = {
                values = ["/${number}/*"]
              }
            }
          ]
        }
      }
    }
  }

  target_groups = {
    for number in each.value : "backend-${number}" => {
      name              = "backend-${number}"
      protocol          = "HTTP"
      port              = 8080
      target_type       = "ip"
      create_attachment = false
      health_check = {
        path                = "/"
        matcher             = "200"
        interval            = 30
        timeout             = 5
        healthy_threshold   = 5
        unhealthy_threshold = 2
      }
    }
  }
}
