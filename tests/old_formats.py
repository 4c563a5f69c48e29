"""What an archive of this format has and older ones have not, taken out of it: how tests make an old archive."""

# Format 9 knows in which zone an article was dated.
TO_8 = (
    "ALTER TABLE versions DROP COLUMN offset; ALTER TABLE carried DROP COLUMN offset;"
    "UPDATE meta SET value = 8 WHERE key = 'schema';"
)
# Format 8 knows of what kind corrections are and what each place said last, format 7 who speaks for whom.
TO_6 = (
    f"{TO_8} ALTER TABLE versions DROP COLUMN change; ALTER TABLE origins DROP COLUMN said;"
    "DROP TABLE names; DROP TABLE carried; ALTER TABLE versions DROP COLUMN carrier;"
    "UPDATE meta SET value = 6 WHERE key = 'schema';"
)
# Format 6 has other terms, format 5 other ids.
TO_4 = f"{TO_6} DROP TABLE aliases; UPDATE meta SET value = 4 WHERE key = 'schema';"
