"""The Application Load Balancer, its listeners, logs and other attachments."""
