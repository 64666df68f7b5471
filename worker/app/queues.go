package app

import (
	"fmt"
	"hash/fnv"
	"os"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/inbox"
	"github.com/autonomous-employee/employee/workflows/invoice"
	"github.com/autonomous-employee/employee/workflows/lookup"
	"github.com/autonomous-employee/employee/workflows/social"
)

const (
	// atOnce bounds the activities and the workflow tasks that a worker is at, and shareAtOnce those of one of many owners in one program, so that
	// the heap of one leaves the processor to the others.
	atOnce      = 64
	shareAtOnce = 8
)

// workers makes the Temporal workers: one for the processes and what is done in
// the house, one for each outside system with its limits, and beside an outside
// cluster the same again on the queues that only the host of the vault serves.
// fatal is told of one that cannot go on.
func (h *host) workers(c client.Client, namespace string, cfg *config.Config, fatal func(error)) ([]worker.Worker, error) {
	own, vault := cfg.Owner.Queue(), vaultQueue(cfg)
	options := worker.Options{
		OnFatalError:      fatal,
		WorkerStopTimeout: stopPatience, MaxConcurrentActivityExecutionSize: atOnce, MaxConcurrentWorkflowTaskExecutionSize: atOnce,
		// With the SDK's two, a process that begins waits behind the next steps of all others: posts due at one second came out seconds late.
		// More seem to make an approval among many mails wait longer on a small machine: docs/benchmarks.md.
		MaxConcurrentWorkflowTaskPollers: 4,
	}
	if cfg.Shared {
		options = share(options)
	}
	if odoo := cfg.Limits[contract.Odoo]; vault == "" && odoo.Asked { // its calls are this worker's, see flow.Do
		options.MaxConcurrentActivityExecutionSize, options.TaskQueueActivitiesPerSecond = odoo.Concurrent, odoo.PerSecond
	}
	main := &remembering{Worker: worker.New(connect.Inner(c), own, options)}
	if err := h.registerProcesses(main, c, namespace); err != nil {
		return nil, err
	}
	// Activities that were asked for by an earlier version, before the systems had queues, are still on this one.
	h.registerSystems(main)
	out := append([]worker.Worker{main}, h.systemWorkers(c, own, cfg, fatal)...)
	if vault == "" {
		h.registerDesk(main)
		return out, nil
	}
	if cfg.Helper {
		return out, nil
	}
	desk := worker.New(connect.Inner(c), vault, activitiesOnly(config.Limit{Concurrent: atOnce}, fatal))
	h.registerDesk(desk)
	h.registerSystems(desk)
	return append(append(out, desk), h.systemWorkers(c, vault, cfg, fatal)...), nil
}

func (h *host) registerProcesses(w worker.Worker, c client.Client, namespace string) error {
	w.RegisterWorkflowWithOptions(invoice.Run, workflow.RegisterOptions{Name: contract.GmailToOdooInvoice})
	w.RegisterWorkflowWithOptions(social.Run, workflow.RegisterOptions{Name: contract.ScheduledSocialPost})
	w.RegisterWorkflowWithOptions(social.PublishSlot, workflow.RegisterOptions{Name: contract.PublishSocialPost})
	w.RegisterWorkflowWithOptions(social.Remove, workflow.RegisterOptions{Name: contract.RemoveSocialPost})
	w.RegisterWorkflowWithOptions(inbox.Run, workflow.RegisterOptions{Name: contract.GmailWatch})
	w.RegisterWorkflowWithOptions(lookup.Customer, workflow.RegisterOptions{Name: contract.LookUpCustomer})
	w.RegisterWorkflowWithOptions(lookup.Invoices, workflow.RegisterOptions{Name: contract.LookUpInvoices})
	w.RegisterWorkflowWithOptions(lookup.InvoiceList, workflow.RegisterOptions{Name: contract.LookUpInvoiceList})
	return h.registerBriefing(w, c, namespace)
}

// systemWorkers serve the queues of the outside systems beside a queue, so that
// the calls of one that hangs fill its own places and no others.
func (h *host) systemWorkers(c client.Client, beside string, cfg *config.Config, fatal func(error)) []worker.Worker {
	var out []worker.Worker
	for _, system := range contract.Systems() {
		if cfg.Helper && !h.configured(system) {
			continue // the worker that it helps has what this one lacks
		}
		w := worker.New(connect.Inner(c), contract.SystemQueue(beside, system), systemOptions(cfg, system, fatal))
		h.registerSystem(system, w)
		out = append(out, w)
	}
	return out
}

func systemOptions(cfg *config.Config, system string, fatal func(error)) worker.Options {
	options := activitiesOnly(cfg.Limits[system], fatal)
	if cfg.Shared {
		options.MaxConcurrentActivityTaskPollers = 1
	}
	return options
}

// share is for one of many: few pollers, because a Temporal server lets a
// namespace wait in 1,200 polls at once (frontend.namespaceCount).
func share(options worker.Options) worker.Options {
	options.MaxConcurrentActivityExecutionSize, options.MaxConcurrentWorkflowTaskExecutionSize = shareAtOnce, shareAtOnce
	options.MaxConcurrentLocalActivityExecutionSize = shareAtOnce
	options.MaxConcurrentWorkflowTaskPollers, options.MaxConcurrentActivityTaskPollers = 2, 1
	return options
}

func activitiesOnly(limit config.Limit, fatal func(error)) worker.Options {
	return worker.Options{
		OnFatalError: fatal, WorkerStopTimeout: stopPatience, DisableWorkflowWorker: true,
		MaxConcurrentActivityExecutionSize: limit.Concurrent, TaskQueueActivitiesPerSecond: limit.PerSecond,
	}
}

func (h *host) registerSystems(w worker.Worker) {
	for _, system := range contract.Systems() {
		h.registerSystem(system, w)
	}
}

// configured tells whether this worker can call an outside system.
func (h *host) configured(system string) bool {
	switch system {
	case contract.Odoo:
		return h.odoo.Configured()
	case contract.Gmail:
		return h.gmail.Configured()
	}
	platform, ok := h.platforms()[system]
	return ok && platform.Configured()
}

func (h *host) registerSystem(system string, w worker.Worker) {
	switch system {
	case contract.Odoo:
		h.odoo.Register(w)
	case contract.Gmail:
		h.gmail.Register(w)
	case string(contract.Facebook):
		h.facebook.Register(w)
	case string(contract.Instagram):
		h.instagram.Register(w)
	case string(contract.X):
		h.x.Register(w)
	}
}

// vaultQueue names the task queue of the host that holds the vault. The
// embedded server has one host, and so has an owner of OWNERS_DIR, where a single queue is faster.
func vaultQueue(cfg *config.Config) string {
	if cfg.Temporal.Embedded() || cfg.Shared {
		return ""
	}
	name, err := os.Hostname()
	if err != nil {
		name = "host"
	}
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(name + "\n" + cfg.VaultDir))
	return cfg.Owner.VaultQueue(fmt.Sprintf("%s-%08x", name, sum.Sum32()))
}
