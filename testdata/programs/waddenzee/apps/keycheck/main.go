// Command keycheck tells an administrator what is wrong with an API key.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"example.com/waddenzee/sdk/mpim"
	"example.com/waddenzee/sdk/vocab"
)

var advice = map[mpim.Code]string{
	mpim.CodeKeyNotFound:               "the key does not exist",
	mpim.CodeInvalidSecret:             "the secret belongs to another key",
	mpim.CodeKeyInactive:               "ask for reactivation",
	"authentication.api_key_expired":   "ask for a new key", // want medipimcode/unknown
	"authentication.not_authenticated": "no Authorization header was sent",
}

func main() {
	args := os.Args[1:]
	if len(args) != 2 || args[0] == "help" {
		fmt.Println("usage: keycheck KEY SECRET")
		os.Exit(2)
	}
	c := mpim.New(args[0], args[1])
	_, err := mpim.Query[struct{}](context.Background(), c, "brands", nil)
	fmt.Println(verdict(err))
	for _, err := range c.Stream(context.Background(), nil) {
		if err != nil {
			fmt.Println(err)
		}
	}
}

func verdict(err error) string {
	if err == nil {
		return "fine"
	}
	code := mpim.CodeOf(err)
	if text, ok := advice[code]; ok {
		return text
	}
	if code == vocab.KeyMissing {
		return "no such key"
	}
	if code.Family() == mpim.FamilyAuth {
		return "something about the key"
	}
	var ae *mpim.AuthError
	if errors.As(err, &ae) {
		if ae.Body.Code == mpim.CodeNotAuthenticated && ae.StatusCode == 403 { // want medipimpair/impossible
			return "the key may not read brands"
		}
		return ae.Error()
	}
	if parts := strings.Split(string(code), "_"); parts[len(parts)-1] == "request" {
		return "a bug in keycheck"
	}
	return err.Error()
}
