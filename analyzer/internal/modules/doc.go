// Package modules has no code, only the test that runs the test modules below testdata: what they
// need does not belong among the requirements of this module.
package modules
