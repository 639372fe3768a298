"""What a provider or adviser claims, what it rests on, and what that means today."""
