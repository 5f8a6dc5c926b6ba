// SPDX-License-Identifier: GPL-2.0
/*
 * The stores that compilers make of a volatile store of 64 bits, HotSpot's
 * two among them: one of these takes a vector register.
 */
#include <linux/align.h>
#include <linux/irqflags.h>
#include <linux/string.h>
#include <linux/thread_info.h>
#include "mmio_store.h"

static u32 little_endian(const u8 *bytes)
{
	__le32 word;

	memcpy(&word, bytes, sizeof(word));
	return le32_to_cpu(word);
}

#ifdef CONFIG_X86_64
/* One that stores a register or a constant, as far as its memory operand. */
struct instruction {
	u8 opcode;
	bool vector;
	unsigned int operand;		/* where the ModRM byte is */
	unsigned int extension;		/* 8 if the register is one of the upper eight */
};

static unsigned long *numbered(struct pt_regs *regs, unsigned int number)
{
	unsigned long *by_number[] = {
		&regs->ax, &regs->cx, &regs->dx, &regs->bx,
		&regs->sp, &regs->bp, &regs->si, &regs->di,
		&regs->r8, &regs->r9, &regs->r10, &regs->r11,
		&regs->r12, &regs->r13, &regs->r14, &regs->r15,
	};

	return by_number[number];
}

#define FXSAVE_SIZE	512
#define FXSAVE_ALIGN	16
#define FXSAVE_VECTORS	160

/* The lower half of a vector register; false if the process's are not in the processor just now. */
static bool read_vector(unsigned int number, u64 *word)
{
	u8 space[FXSAVE_SIZE + FXSAVE_ALIGN];
	u8 *area = PTR_ALIGN(&space[0], FXSAVE_ALIGN);
	unsigned long flags;
	bool there;

	local_irq_save(flags);
	there = !test_thread_flag(TIF_NEED_FPU_LOAD);
	if (there)
		asm volatile("fxsaveq (%0)" : : "r" (area) : "memory");
	local_irq_restore(flags);
	if (there)
		memcpy(word, area + FXSAVE_VECTORS + number * 16, sizeof(*word));
	return there;
}

/* movsd and movq, by their prefix. */
static bool is_vector_store(unsigned int prefix, u8 opcode)
{
	return (prefix == 0xf2 && opcode == 0x11) || (prefix == 0x66 && opcode == 0xd6);
}

/* Prefixes and opcode; false for what is not known. */
static bool read_opcode(const u8 *code, struct instruction *instruction)
{
	static const u8 prefixes[] = { 0, 0x66, 0xf3, 0xf2 };
	unsigned int prefix = 0, at = 0;
	bool vex3 = code[0] == 0xc4;

	if (vex3 || code[0] == 0xc5) {
		at = vex3 ? 3 : 2;
		instruction->extension = code[1] & 0x80 ? 0 : 8;
		prefix = prefixes[code[at - 1] & 3];
		/* in the map of opcodes behind 0f, which the shorter form means */
		if (vex3 && (code[1] & 0x1f) != 1)
			return false;
		instruction->vector = true;
	} else {
		if (code[at] == 0x66 || code[at] == 0xf2)
			prefix = code[at++];
		if ((code[at] & 0xf0) == 0x40)
			instruction->extension = (code[at++] & 4) << 1;
		instruction->vector = prefix;
		if (prefix && code[at++] != 0x0f)
			return false;
		/* of a general register, 64 bits only */
		if (!prefix && (code[0] & 0xf8) != 0x48)
			return false;
	}
	instruction->opcode = code[at];
	instruction->operand = at + 1;
	return !instruction->vector || is_vector_store(prefix, instruction->opcode);
}

/* Bytes of a memory operand from its ModRM byte on; 0 if it is a register. */
static unsigned int operand_length(const u8 *modrm)
{
	unsigned int mode = *modrm >> 6, base = *modrm & 7, length = 1;

	if (mode == 3)
		return 0;
	if (base == 4) {
		base = modrm[1] & 7;
		length++;
	}
	if (mode == 1)
		return length + 1;
	return mode == 2 || base == 5 ? length + 4 : length;
}

enum mmio_decoded mmio_store_decode(const u8 *code, struct pt_regs *regs, struct mmio_store *store)
{
	struct instruction instruction = {};
	unsigned int operand, number;

	if (!read_opcode(code, &instruction))
		return MMIO_UNKNOWN;
	operand = operand_length(code + instruction.operand);
	if (!operand)
		return MMIO_UNKNOWN;
	number = (code[instruction.operand] >> 3 & 7) | instruction.extension;
	store->length = instruction.operand + operand;
	if (instruction.vector)
		return read_vector(number, &store->word) ? MMIO_STORE : MMIO_AGAIN;
	switch (instruction.opcode) {
	case 0x87:	/* xchg */
		store->loaded = numbered(regs, number);
		fallthrough;
	case 0x89:	/* mov */
		store->word = *numbered(regs, number);
		return MMIO_STORE;
	case 0xc7:	/* mov of a constant */
		store->word = (s64)(s32)little_endian(code + store->length);
		store->length += sizeof(u32);
		return number & 7 ? MMIO_UNKNOWN : MMIO_STORE;
	default:
		return MMIO_UNKNOWN;
	}
}
#endif

#ifdef CONFIG_ARM64
/* str in three forms and stlr, of a 64-bit register. */
enum mmio_decoded mmio_store_decode(const u8 *code, struct pt_regs *regs, struct mmio_store *store)
{
	u32 instruction = little_endian(code);
	unsigned int number = instruction & 0x1f;

	if ((instruction & 0xffc00000) != 0xf9000000 &&
	    (instruction & 0xffe00c00) != 0xf8000000 &&
	    (instruction & 0xffe00c00) != 0xf8200800 &&
	    (instruction & 0xfffffc00) != 0xc89ffc00)
		return MMIO_UNKNOWN;
	store->length = MMIO_INSTRUCTION_MAX;
	/* the last number is the zero register's */
	store->word = number < 31 ? regs->regs[number] : 0;
	return MMIO_STORE;
}
#endif
