// Command runs runs one of the clients in the folders below against an API and prints what came of it.
//
//	runs client base
package main

import (
	"fmt"
	"os"

	"example.com/clients/medipim/runs/built"
	"example.com/clients/medipim/runs/count"
	"example.com/clients/medipim/runs/failure"
	"example.com/clients/medipim/runs/inactive"
	"example.com/clients/medipim/runs/lists"
	"example.com/clients/medipim/runs/lookup"
	"example.com/clients/medipim/runs/patient"
	"example.com/clients/medipim/runs/query"
	"example.com/clients/medipim/runs/resend"
	"example.com/clients/medipim/runs/statuses"
	"example.com/clients/medipim/runs/tables"
	"example.com/clients/medipim/runs/verbs"
	"example.com/clients/medipim/runs/wording"
)

var clients = map[string]func(base string) (string, error){
	"built":     built.Run,
	"case":      lists.Case,
	"count":     count.Run,
	"failed":    lists.Failed,
	"failure":   failure.Run,
	"form":      verbs.Form,
	"get":       verbs.Get,
	"head":      verbs.Head,
	"inactive":  inactive.Run,
	"lookup":    lookup.Run,
	"map":       lists.Map,
	"patient":   patient.Run,
	"post":      verbs.Post,
	"predicate": lists.Predicate,
	"presence":  statuses.Presence,
	"query":     query.Run,
	"resend":    resend.Run,
	"said":      statuses.Predicate,
	"slice":     lists.Slice,
	"table":     statuses.Table,
	"tables":    tables.Run,
	"tag":       statuses.Tag,
	"text":      statuses.Text,
	"wording":   wording.Run,
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
