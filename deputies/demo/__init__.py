"""The demo town 莲塘镇（示例）. Everybody and everything in it is invented."""
