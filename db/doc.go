// Package db is the only speaker of SQL. It keeps cases, what is to be told, files,
// settings and slots in SQLite or Postgres, with the same queries for both.
//
// Queries are reachable only through [Store.In], so that nobody forgets the workspace.
// What people said is sealed with the case's key before it comes near the database.
//
// A query is a constant beside its function. Words in braces differ per database:
//
//	{id}    a column that numbers itself
//	{lock}  lock what is read until the end of the transaction
//	{skip}  the same, but leave out what others hold
//
// SQLite has one writer, so there the last two say nothing. A limit stands as $1 + 0:
// bare, SQLite would prepare the statement anew for each value.
//
// # Transactions
//
// A change of a case writes the case row first, guarded by its version, and all else
// after it. So whoever changes a case waits for the one before, the numbers of its
// notices follow the order of the commits, and rows are locked in one order: case,
// gate, notice. A function handed to this package may run several times and must
// touch nothing but what it is given. New cases that wait for a number are written in
// one transaction.
package db
