// SPDX-License-Identifier: Apache-2.0
/*
 * Many short inputs for a fuzz_*.c without libFuzzer: known ones and made ones, changed by chance, and those that took a
 * way not seen before changed again. Says at the end how many there were, exactly, and what came of them.
 *	mutator [--seconds N] [--jobs N] [--seed N] [--longest N] [--most N] [FILE…]
 *	mutator --replay FILE
 * seconds	for so long; 10
 * jobs		processes, each with the seed and its number added; one a processor
 * seed		the same one draws the same inputs; else it is the time
 * longest	input, in bytes; 200
 * most		bytes a stream may make, or is made of; 1500
 * FILE		an input known before
 * An input that fails is left in the directory in failed-SEED.
 */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fuzz.h"
#include "mutator_pool.h"

enum { MOST_JOBS = 1024, WAYS = 1 << 20, MADE = 4000, BETWEEN_LOOKS = 256, HANGS_SECONDS = 20 };

/* What a job shares with the process that waits for it. */
struct tally {
	uint64_t inputs;
	uint64_t outcomes[MOST_OUTCOMES];
	uint8_t ways[WAYS / 8];
};

static struct {
	uint64_t seconds, jobs, seed, longest, most;
} wanted = { 10, 0, 0, 200, 1500 };

static struct pool pool;
/* The input that is being tried, for when the process ends within it. */
static uint8_t input[LONGEST_INPUT];
static uint32_t input_length;
static char input_file[64];
static volatile uint64_t tried, tried_before;

static void leave_input(int signal_number)
{
	int file = open(input_file, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (file >= 0 && write(file, input, input_length) == (ssize_t)input_length)
		dprintf(STDERR_FILENO, "signal %d: see %s\n", signal_number, input_file);
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

static void look_for_hang(int signal_number)
{
	if (tried == tried_before) {
		dprintf(STDERR_FILENO, "an input takes longer than %d seconds\n", HANGS_SECONDS);
		leave_input(SIGABRT);
	}
	tried_before = tried;
	(void)signal_number;
	alarm(HANGS_SECONDS);
}

/* The address sanitizer ends the process itself unless it is told otherwise. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "abort_on_error=1:handle_segv=0:handle_sigbus=0";
}

static void catch_signals(uint64_t seed)
{
	static const int signals[] = { SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP };

	snprintf(input_file, sizeof(input_file), "failed-%llu", (unsigned long long)seed);
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		signal(signals[i], leave_input);
	signal(SIGALRM, look_for_hang);
	alarm(HANGS_SECONDS);
}

static size_t read_file(const char *name, uint8_t *bytes, size_t room)
{
	FILE *file = fopen(name, "rb");
	size_t length = file ? fread(bytes, 1, room, file) : 0;

	if (!file)
		failed("%s: %s", name, strerror(errno));
	fclose(file);
	return length;
}

static void fill_pool(char **files, int count, uint64_t *random)
{
	uint8_t bytes[LONGEST_INPUT];

	pool.longest = (uint32_t)wanted.longest;
	for (int i = 0; i < MADE; i++)
		keep_sample(&pool, bytes, make_input(random, bytes, pool.longest));
	for (int i = 0; i < count; i++)
		keep_sample(&pool, bytes, read_file(files[i], bytes, sizeof(bytes)));
	if (!pool.count)
		failed("no input is as short as that");
}

/* Returns whether the way is a new one. */
static bool note(struct tally *tally, struct outcome_of_input outcome)
{
	uint32_t way = (outcome.way * 32 + outcome.kind) * 2654435761u >> 12, bit = 1u << way % 8;
	bool new = !(tally->ways[way / 8] & bit);

	_Static_assert(WAYS == 1 << (32 - 12), "a way is so many bits");
	tally->ways[way / 8] |= (uint8_t)bit;
	tally->outcomes[outcome.kind]++;
	tally->inputs++;
	return new;
}

static void work(struct tally *tally, uint64_t seed, char **files, int count)
{
	uint64_t random = seed * 2654435761u + 1;
	time_t end = time(NULL) + (time_t)wanted.seconds;

	catch_signals(seed);
	replay_seed = seed;
	fill_pool(files, count, &random);
	do {
		for (int i = 0; i < BETWEEN_LOOKS; i++) {
			input_length = draw_input(&pool, input, &random);
			if (random_below(&random, 8))
				forgo_cuts(input, input_length);
			if (note(tally, try_input(input, input_length, (uint32_t)wanted.most)))
				add_sample(&pool, input, input_length, &random);
			tried++;
		}
	} while (time(NULL) < end);
}

static void report(struct tally *tallies, uint64_t jobs)
{
	struct tally all = { 0 };
	uint32_t ways = 0;

	for (uint64_t job = 0; job < jobs; job++) {
		all.inputs += tallies[job].inputs;
		for (int i = 0; i < MOST_OUTCOMES; i++)
			all.outcomes[i] += tallies[job].outcomes[i];
		for (uint32_t i = 0; i < WAYS / 8; i++)
			all.ways[i] |= tallies[job].ways[i];
	}
	for (uint32_t i = 0; i < WAYS; i++)
		ways += all.ways[i / 8] >> i % 8 & 1;
	for (int i = 0; outcome_names[i]; i++)
		if (*outcome_names[i])
			printf("%14llu %s\n", (unsigned long long)all.outcomes[i], outcome_names[i]);
	printf("%14llu inputs, %u ways, in %llu seconds, %llu jobs from seed %llu\n", (unsigned long long)all.inputs, ways,
	       (unsigned long long)wanted.seconds, (unsigned long long)jobs, (unsigned long long)wanted.seed);
}

/* Returns how many jobs have failed. */
static int run_jobs(struct tally *tallies, char **files, int count)
{
	int bad = 0, status;

	for (uint64_t job = 0; job < wanted.jobs; job++) {
		pid_t process = fork();

		if (process < 0)
			failed("fork: %s", strerror(errno));
		if (process == 0) {
			work(&tallies[job], wanted.seed + job, files, count);
			_exit(0);
		}
	}
	while (wait(&status) > 0)
		bad += status != 0;
	return bad;
}

static void set_wanted(const char *name, const char *value)
{
	static const struct {
		const char *name;
		uint64_t *value;
	} options[] = { { "--seconds", &wanted.seconds }, { "--jobs", &wanted.jobs },  { "--seed", &wanted.seed },
			{ "--longest", &wanted.longest }, { "--most", &wanted.most } };

	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
		if (strcmp(name, options[i].name) == 0 && value) {
			*options[i].value = strtoull(value, NULL, 0);
			return;
		}
	}
	failed("%s: no such option, or no number", name);
}

int main(int argc, char **argv)
{
	struct tally *tallies;
	int at = 1, bad;

	if (argc == 3 && strcmp(argv[1], "--replay") == 0) {
		input_length = (uint32_t)read_file(argv[2], input, sizeof(input));
		try_input(input, input_length, (uint32_t)wanted.most);
		puts("nothing is wrong");
		return 0;
	}
	wanted.jobs = (uint64_t)sysconf(_SC_NPROCESSORS_ONLN);
	wanted.seed = (uint64_t)time(NULL) * MOST_JOBS;
	for (; at < argc && strncmp(argv[at], "--", 2) == 0; at += 2)
		set_wanted(argv[at], argv[at + 1]);
	if (!wanted.jobs || wanted.jobs > MOST_JOBS || wanted.longest < 8 || wanted.longest > LONGEST_INPUT || !wanted.most)
		failed("jobs are 1 to %d, the longest input 8 to %d, most is not 0", MOST_JOBS, LONGEST_INPUT);
	tallies = mmap(NULL, sizeof(*tallies) * wanted.jobs, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (tallies == MAP_FAILED)
		failed("no memory for %llu jobs", (unsigned long long)wanted.jobs);
	bad = run_jobs(tallies, argv + at, argc - at);
	report(tallies, wanted.jobs);
	return bad > 0;
}
