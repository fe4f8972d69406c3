"""From the values of listeners to the resources of the provider."""
