"""公文: drafts, 发文, 收文, templates."""
