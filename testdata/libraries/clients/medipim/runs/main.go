// Command runs runs one of the clients in the folders below against an API and prints what came of it.
//
//	runs client base
package main

import (
	"fmt"
	"os"

	"example.com/libraries/clients/medipim/runs/restythree"
	"example.com/libraries/clients/medipim/runs/restytwo"
)

var clients = map[string]func(base string) (string, error){
	"resty2":         restytwo.Plain,
	"resty2 counted": restytwo.Counted,
	"resty3":         restythree.Plain,
	"resty3 counted": restythree.Counted,
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
