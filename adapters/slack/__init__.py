"""Slack: its adapter, over Socket Mode or HTTP."""
