// Package behaviour runs real HTTP, retry and JSON libraries against a server
// that is rate limited as Medipim's is: what the linter says of a library is
// what the library did here. A new version that changes its mind turns a row
// of the table red.
package behaviour
