package answer

import "fmt"

// Dump prints what becomes of the sends' answers, for the one who debugs.
func (e *Engine) Dump(line func(pos int) string, at string) {
	for _, s := range e.order {
		if line(int(s.Call.Pos())) != at {
			continue
		}
		e.fuel = maxFuel
		n := e.root(s.Call)
		e.dump(n, line)
	}
}

func (e *Engine) dump(n *node, line func(pos int) string) {
	fmt.Println("NODE", n.fn(), line(int(n.site.Pos())), "level", n.level)
	for _, sc := range []scenario{limited, plain, with(200), with(503), with(Failed), limitedAfter} {
		t := n.trace(sc)
		fmt.Println(" ", sc, "cut", t.Cut, "starts", len(n.start(sc)))
		for _, b := range t.Backs {
			fmt.Printf("    back %+v other=%v %s\n", b.marks, b.other, line(int(b.call.Pos())))
		}
		for _, x := range t.Exits {
			fmt.Println("    exit", x.at)
		}
		for _, r := range t.Returns {
			fmt.Printf("    return %s %+v %s\n", r.value.key(e.ids), r.marks, line(int(r.at.Pos())))
		}
		for _, i := range t.order {
			c := t.Conds[i]
			fmt.Println("    cond", c.at, line(int(c.at.Cond.Pos())), "yes", c.yes, "no", c.no, c.why)
		}
	}
	for _, m := range n.callers() {
		e.dump(m, line)
	}
}
