// Package window compares messages by functions of another package.
package window

import (
	"net/http"

	"example.com/clients/medipim/message/elsewhere/wording"
)

func sold(resp *http.Response) bool {
	return wording.Read(resp).Says("Sold out") // want medipimmessage/text
}

func soldBy(f *wording.Fault, text string) bool {
	return f.Says(text) // want medipimmessage/text
}

func soldAnyhow(resp *http.Response) bool {
	f := wording.Read(resp)
	return soldBy(f, "Sold") || wording.Same(f.Message, "Sold out") // want medipimmessage/text
}

type desk struct{ last string }

func (d *desk) again(resp *http.Response) bool {
	f := wording.Read(resp)
	if f.Says(d.last) || wording.Same(d.last, f.Message) {
		return true
	}
	d.last = f.Message
	return false
}

func both(first, second *http.Response) bool {
	return wording.Read(first).Says(wording.Read(second).Message) || wording.Same("a", first.Status)
}
