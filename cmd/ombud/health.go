package main

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// health adds what operators ask: /healthz says that the process lives,
// /readyz that the database answers, /metrics the figures. None names a case
// or a person.
func (s *service) health(mux *http.ServeMux) {
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if err := s.store.Ping(r.Context()); err != nil {
			http.Error(w, "the database does not answer", http.StatusServiceUnavailable)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
	figures := prometheus.NewRegistry()
	figures.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "ombud_notices_sent_total", Help: "Notices that reached Slack since the start."},
			func() float64 { return float64(s.sched.Stats().Sent) }),
		prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "ombud_notices_dead_total", Help: "Notices that found nobody since the start."},
			func() float64 { return float64(s.sched.Stats().Dead) }),
	)
	mux.Handle("GET /metrics", promhttp.HandlerFor(figures, promhttp.HandlerOpts{}))
}
