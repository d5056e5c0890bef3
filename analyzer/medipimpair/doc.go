// Package medipimpair defines the analyzer of the same name.
//
// # Analyzer medipimpair
//
// medipimpair: placeholder
package medipimpair
