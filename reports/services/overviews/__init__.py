"""What dashboards and summaries show: units, months and predicates, counted where the rows are."""
