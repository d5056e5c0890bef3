// Command pharmsync copies a pharmacy's assortment.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"

	"example.com/molenaar/pkg/medipim"
)

// Exit codes of sysexits.h.
const (
	exOK       = 0
	exDataErr  = 65
	exNoInput  = 66
	exSoftware = 70
	exTempFail = 75
	exNoPerm   = 77
	exConfig   = 78
)

// codeLocked is what the portal shows when an account is locked.
const codeLocked medipim.Code = "account_locked" // want medipimcode/unknown

func main() {
	c := medipim.New(os.Getenv("PIM_BASE"), os.Getenv("PIM_KEY"), os.Getenv("PIM_SECRET"))
	os.Exit(run(context.Background(), c, os.Args[1:]))
}

func run(ctx context.Context, c *medipim.Client, args []string) int {
	worst := exOK
	for _, cnk := range args {
		p, err := c.Find(ctx, cnk)
		if err != nil {
			slog.Error("lookup failed", "cnk", cnk, "err", err)
			hint(os.Stderr, err)
			worst = max(worst, exitCode(err), legacyExit(err))
			continue
		}
		fmt.Println(p.CNK, p.Name["nl"])
	}
	return worst
}

// exitCode goes by the status line.
func exitCode(err error) int {
	ae, ok := errors.AsType[*medipim.Error](err)
	if !ok {
		return exSoftware
	}
	switch ae.HTTPStatus {
	case 401:
		if ae.Code == medipim.CodeKeyInactive || ae.Code == codeLocked {
			return exConfig
		}
		return exNoPerm
	case 403:
		return exNoPerm
	case 404:
		if ae.Code == medipim.CodeEndpointMissing {
			return exSoftware
		}
		return exNoInput
	case 429, 500:
		return exTempFail
	}
	return exSoftware
}

// legacyExit keeps the numbers that the cron jobs of 2019 look at.
func legacyExit(err error) int {
	var ae *medipim.Error
	if !errors.As(err, &ae) {
		return exOK
	}
	switch ae.StatusCode() { // want medipimstatus/branch
	case 401, 403:
		return exNoPerm
	case 404:
		return exNoInput
	}
	return exOK
}

func hint(w *os.File, err error) {
	out := bufio.NewWriter(w)
	defer out.Flush()

	var ae *medipim.Error
	switch {
	case !errors.As(err, &ae):
		fmt.Fprintln(out, "no answer at all: check the network")
	case ae.Code.Kind() == medipim.KindCredentials:
		fmt.Fprintln(out, "check PIM_KEY and PIM_SECRET")
	case ae.Code == "quota_exceeded": // want medipimcode/unknown
		fmt.Fprintln(out, "try again tomorrow")
	case strings.Contains(ae.Message, "maintenance"): // want medipimmessage/text
		fmt.Fprintln(out, "the API is being maintained")
	case ae.Code.Kind().String() == "internal_server_error":
		fmt.Fprintln(out, "the API is broken, request", ae.RequestID)
	case errors.Is(err, medipim.ErrNotFound):
		fmt.Fprintln(out, "no such product")
	case strings.HasPrefix(ae.RequestID, "sandbox-"):
		fmt.Fprintln(out, "PIM_BASE is a sandbox")
	default:
		fmt.Fprintf(out, "%s (the body said %d)\n", ae.Message, ae.Status)
	}
	for _, v := range ae.Violations {
		fmt.Fprintf(out, "  %s: %s\n", v.Field, v.Reason)
	}
}
