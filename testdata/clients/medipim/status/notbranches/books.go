package notbranches

import (
	"encoding/json"
	"expvar"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"sync/atomic"
)

type kept struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func keptOf(resp *http.Response) kept {
	var env struct {
		Error kept `json:"error"`
	}
	_ = json.NewDecoder(resp.Body).Decode(&env)
	return env.Error
}

type books struct {
	byStatus map[int][]kept
	counts   map[int]*atomic.Int64
	vars     map[int]*expvar.Int
	fixed    [600]int
	seen     map[int]struct{}
	texts    map[int]string
	hist     *histogram
}

type histogram struct{ buckets [6]int }

func (h *histogram) observe(v int) { h.buckets[v/100%6]++ }

func (b *books) keep(resp *http.Response) {
	p := keptOf(resp)
	b.byStatus[p.Status] = append(b.byStatus[p.Status], p)
	b.seen[p.Status] = struct{}{}
	b.fixed[p.Status]++
	b.fixed[p.Status%600] += 2
	b.hist.observe(p.Status)
	delete(b.seen, p.Status)
	if b.counts[p.Status] == nil {
		b.counts[p.Status] = new(atomic.Int64)
	}
	b.counts[p.Status].Add(1)
	b.vars[p.Status].Add(1)
	slog.Info("seen", "n", b.counts[p.Status].Load(), "text", b.texts[p.Status], "all", b.byStatus[p.Status])
}

func (b *books) print() {
	for _, s := range slices.Sorted(maps.Keys(b.byStatus)) {
		fmt.Println(s, http.StatusText(s), len(b.byStatus[s]))
	}
}

func class(p kept) string {
	return [...]string{"info", "ok", "redirect", "client", "server"}[max(p.Status/100-1, 0)]
}
