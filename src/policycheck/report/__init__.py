"""Rendering only: decisions, policies and facts as tables or documents, without any logic."""
