// Package medipimmessage defines the analyzer of the same name.
//
// # Analyzer medipimmessage
//
// medipimmessage: placeholder
package medipimmessage
