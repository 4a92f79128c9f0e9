-- A core whose table of payments is full refuses a payment without remembering it.
SELECT COUNT(*) AS number FROM payments WHERE refusals NOT LIKE '%TABLE_FULL%'
