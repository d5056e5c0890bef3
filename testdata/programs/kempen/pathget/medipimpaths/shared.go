package medipimpaths

import "example.com/kempen/pathget"

// What a helper of a package that knows nothing of the API reads cannot be told.
func sharedGone(b []byte) bool {
	return pathget.Parse(b).Get("error.status").Int() == 404
}

// What it reads by another path cannot be told either.
func sharedBlocked(b []byte) bool {
	return pathget.Parse(b).Get("error.code").String() == "access_denied"
}

func sharedDenied(b []byte) bool {
	return pathget.Parse(b).Get("error.code").String() == "not_authorized"
}

// A shared helper follows a path with points to a product.
func sharedShelf(b []byte) bool {
	return pathget.Parse(b).Get("product.status").Int() == 404
}

var _ = []any{sharedGone, sharedBlocked, sharedDenied, sharedShelf}
