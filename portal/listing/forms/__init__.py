"""What a provider enters about its own listing."""
