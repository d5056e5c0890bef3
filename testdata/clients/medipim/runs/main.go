// Command runs runs one of the clients in the folders below against an API and prints what came of it.
//
//	runs client base
package main

import (
	"fmt"
	"os"

	"example.com/clients/medipim/runs/count"
	"example.com/clients/medipim/runs/failure"
	"example.com/clients/medipim/runs/inactive"
	"example.com/clients/medipim/runs/lookup"
	"example.com/clients/medipim/runs/patient"
	"example.com/clients/medipim/runs/query"
	"example.com/clients/medipim/runs/resend"
)

var clients = map[string]func(base string) (string, error){
	"count":    count.Run,
	"failure":  failure.Run,
	"inactive": inactive.Run,
	"lookup":   lookup.Run,
	"patient":  patient.Run,
	"query":    query.Run,
	"resend":   resend.Run,
}

func main() {
	if len(os.Args) != 3 || clients[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: runs client base")
		os.Exit(2)
	}
	result, err := clients[os.Args[1]](os.Args[2])
	if err != nil {
		fmt.Println("error:", err)
		return
	}
	fmt.Println("ok:", result)
}
