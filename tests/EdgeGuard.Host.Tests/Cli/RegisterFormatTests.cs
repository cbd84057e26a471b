using System;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests.Cli;

[TestClass]
public sealed class RegisterFormatTests
{
    [TestMethod]
    [DataRow("f32", "21.5", new[] { 0x41AC, 0x0000 })]
    [DataRow("f32 high-first", "-0.1", new[] { 0xBDCC, 0xCCCD })]
    [DataRow("f32 low-first", "21.5", new[] { 0x0000, 0x41AC })]
    [DataRow("f32", "-3e-4", new[] { 0xB99D, 0x4952 })]
    [DataRow("s32 low-first", "-2", new[] { 0xFFFE, 0xFFFF })]
    [DataRow("u32", "4294967295", new[] { 0xFFFF, 0xFFFF })]
    [DataRow("u32", "0x00010002", new[] { 1, 2 })]
    [DataRow("s16", "-5", new[] { 0xFFFB })]
    [DataRow("s16", "0xFFFB", new[] { 0xFFFB })]
    [DataRow("u16", "65535", new[] { 0xFFFF })]
    public void A_value_is_written_in_its_registers(string type, string text, int[] registers)
    {
        CollectionAssert.AreEqual(registers, Of(type).Write(text));
    }

    [TestMethod]
    [DataRow("f32", "21.5")]
    [DataRow("f32", "-0.1")]
    [DataRow("f32 low-first", "16777216")]
    [DataRow("f32 low-first", "1E-40")]
    [DataRow("s32 low-first", "-2147483648")]
    [DataRow("u32", "4294967295")]
    [DataRow("s16", "-1")]
    [DataRow("u16", "65535")]
    public void What_was_written_is_read_again_as_it_was_typed(string type, string text)
    {
        RegisterFormat format = Of(type);
        Assert.AreEqual(text, format.Text(format.Read(format.Write(text)).Value));
    }

    [TestMethod]
    [DataRow("u16", "-1")]
    [DataRow("u16", "65536")]
    [DataRow("s16", "32768")]
    [DataRow("s16", "21.5")]
    [DataRow("s32", "2147483648")]
    [DataRow("u32", "4294967296")]
    [DataRow("u32", "0x100000000")]
    [DataRow("f32", "1e39")]
    [DataRow("f32", "NaN")]
    [DataRow("f32", "-Infinity")]
    [DataRow("f32", "1,5")]
    [DataRow("f32", "")]
    public void What_does_not_fit_is_no_value(string type, string text)
    {
        Assert.IsNull(Of(type).Write(text));
    }

    [TestMethod]
    [DataRow("float")]
    [DataRow("f32 last")]
    [DataRow("u16 low-first")]
    [DataRow("")]
    public void Other_words_are_no_type(string words)
    {
        Assert.IsNull(RegisterFormat.Parse(words.Split(' '), out string problem));
        Assert.Contains(words.Split(' ')[^1], problem);
    }

    [TestMethod]
    public void Read_takes_registers_for_values_wherever_the_words_stand()
    {
        using var module = new ModuleStandIn();
        string[] who = ["--module", module.Address, "--identity", module.Identity("anna")];
        Assert.AreEqual("   40  3.765311E-39  0x00290028\n", Read([.. who, "holding", "40", "--as", "f32", "low-first"]));
        Assert.AreEqual(
            "   40  2621481  0x00280029\n   42  2752555  0x002A002B\n", Read([.. who, "--as", "u32", "high-first", "holding", "40", "2"]));
        Assert.AreEqual(
            "{\"unit\":1,\"address\":40,\"values\":[2687016]}\n", Read([.. who, "--json", "--as", "s32 low-first", "holding", "4x00041"]));
        Assert.AreEqual("   40     40  0x0028\n", Read([.. who, "holding", "4x00041", "--as", "s16"]));
    }

    [TestMethod]
    [DataRow("coil 7 --as f32", "--as is for registers")]
    [DataRow("holding 40 low-first", "low-first says which word of a pair comes first: --as f32")]
    [DataRow("holding 40 --as f32 low-first high-first", "not both")]
    [DataRow("holding 40 63 --as f32", "126 cannot be asked for at once; 1 to 125 can")]
    [
        DataRow(
            "holding 3x00041",
            "3x00041 is a reference to an input register, and what is asked for is a holding register; write 4x00041, or name the other "
                + "table")]
    [DataRow("holding 4x00000", "'4x00000' is no address")]
    [DataRow("holding -1", "'-1' is no address")]
    public void What_cannot_be_asked_is_told(string line, string problem)
    {
        (int exit, _, string error) = CliRun.Run(
            ReadCommand.Create(), ["--module", "127.0.0.1:1", "--identity", "x/y", .. line.Split(' ')]);
        Assert.AreEqual(2, exit);
        Assert.Contains(problem, error);
    }

    [TestMethod]
    [
        DataRow(
            "21.5",
            "'21.5' is not a value for a register; give 0 to 65535, -32768 to -1, or 0x and hex, or say what it is: --as f32, u32 or s32 "
                + "take two registers")]
    [DataRow("x", "'x' is not a value for a register; give 0 to 65535, -32768 to -1, or 0x and hex\n")]
    [DataRow("x --as f32", "'x' is not a value for this type; give a number, such as 21.5 or -3e-4")]
    [DataRow("-5 --as u16", "'-5' is not a value for this type; give 0 to 65535")]
    public void A_value_that_does_not_fit_is_told_with_what_would(string values, string problem)
    {
        (int exit, _, string error) = CliRun.Run(
            WriteCommand.Create(), ["--module", "127.0.0.1:1", "--identity", "x/y", "holding", "60", .. values.Split(' ')]);
        Assert.AreEqual(2, exit);
        Assert.Contains(problem, error.Replace("\r", "", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Where_a_bare_number_was_refused_the_manuals_notation_is_named()
    {
        using var module = new ModuleStandIn();
        string[] who = ["--module", module.Address, "--identity", module.Identity("anna")];
        (int exit, _, string error) = CliRun.Run(ReadCommand.Create(), [.. who, "input", "30041"]);
        Assert.AreEqual(3, exit);
        Assert.Contains("edgeguard: hint: addresses are counted from 0; if the manual's 30041 is meant, write 3x00041", error);
        Assert.DoesNotContain("hint", CliRun.Run(ReadCommand.Create(), [.. who, "input", "40"]).Error);
    }

    private static string Read(string[] arguments)
    {
        (int exit, string output, string error) = CliRun.Run(ReadCommand.Create(), arguments);
        Assert.AreEqual(0, exit, error);
        return output.Replace("\r", "", StringComparison.Ordinal);
    }

    private static RegisterFormat Of(string type) =>
        RegisterFormat.Parse(type.Split(' '), out string problem) ?? throw new AssertFailedException(problem);
}
