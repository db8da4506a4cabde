"""The report's page: template, style and scripts of our own, and the libraries they use."""
