// Package medipimcode defines the analyzer of the same name.
//
// # Analyzer medipimcode
//
// medipimcode: placeholder
package medipimcode
