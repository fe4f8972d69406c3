"""ACM certificates, Route 53 hosted zones and alias records."""
