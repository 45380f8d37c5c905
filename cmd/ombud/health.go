package main

import (
	"context"
	"math"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"ombud/scheduler"
)

// health adds what operators ask: /healthz says that the process lives,
// /readyz that the database answers and that Slack can reach us, /metrics the
// figures. None names a case or a person.
func (s *service) health(mux *http.ServeMux) {
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if err := s.store.Ping(r.Context()); err != nil {
			http.Error(w, "the database does not answer", http.StatusServiceUnavailable)
			return
		}
		if s.socket != nil && s.socket.Live() == 0 {
			http.Error(w, "no connection to Slack is open", http.StatusServiceUnavailable)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
	figures := prometheus.NewRegistry()
	figures.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	count := func(name, help string, value func(scheduler.Stats) int64) {
		figures.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help}, func() float64 { return float64(value(s.sched.Stats())) }))
	}
	count("ombud_notices_sent_total", "Notices that reached Slack since the start.", func(st scheduler.Stats) int64 { return st.Sent })
	count("ombud_notices_dead_total", "Notices that found nobody since the start.", func(st scheduler.Stats) int64 { return st.Dead })
	count("ombud_deliveries_failed_total", "Deliveries since the start that are, or were, tried again.", func(st scheduler.Stats) int64 { return st.Waiting })
	gauge := func(name, help string, value func() float64) {
		figures.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value))
	}
	gauge("ombud_sender_halted", "1 while Slack refuses our token and nothing is sent.", func() float64 {
		if s.sched.Stats().Halted {
			return 1
		}
		return 0
	})
	gauge("ombud_notices_waiting", "Notices of the workspace that wait to be told; NaN when the database does not answer.", s.waiting)
	if s.socket != nil {
		gauge("ombud_sockets_live", "Connections to Slack that are open.", func() float64 { return float64(s.socket.Live()) })
	}
	mux.Handle("GET /metrics", promhttp.HandlerFor(figures, promhttp.HandlerOpts{}))
}

// waiting is how many notices wait to be told.
func (s *service) waiting() float64 {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	b, err := s.store.In(s.cfg.Workspace).Backlog(ctx)
	if err != nil {
		return math.NaN()
	}
	return float64(b.Waiting)
}
