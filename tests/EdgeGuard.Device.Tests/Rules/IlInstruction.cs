using System.Reflection.Emit;

namespace EdgeGuard.Device.Tests.Rules;

/// <summary>One instruction. The operand is a type, a field, a method with its signature,
/// or a string; empty for the others; numbers stand in <paramref name="Number"/>.</summary>
internal sealed record IlInstruction(OpCode Code, string Operand, long Number);
