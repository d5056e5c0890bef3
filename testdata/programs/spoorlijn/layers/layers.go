//medipimlint:client

// Package layers puts transports around one another in a loop: what each is made with is the one before.
package layers

import "net/http"

// Layer puts something around a round tripper.
type Layer func(http.RoundTripper) http.RoundTripper

// Stack puts layers around the default transport, the first outermost.
func Stack(layers ...Layer) http.RoundTripper {
	rt := http.DefaultTransport
	for i := len(layers) - 1; i >= 0; i-- {
		rt = layers[i](rt)
	}
	return rt
}

// Client is offered to other packages.
func Client(layers ...Layer) *http.Client { return &http.Client{Transport: Stack(layers...)} }
