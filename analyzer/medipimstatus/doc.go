// Package medipimstatus defines the analyzer of the same name.
//
// # Analyzer medipimstatus
//
// medipimstatus: placeholder
package medipimstatus
