using System;
using System.IO;
using System.Linq;
using System.Text;

namespace EdgeGuard.Fuzz.Tests;

/// <summary>Bytes become a line of text and the same bytes again.</summary>
[TestClass]
public class InputTextTests
{
    [TestMethod]
    [DataRow("", "\"\"")]
    [DataRow("616C6C6F77203309", "\"allow 3\\t\"")]
    [DataRow("616C6C6F7720330D0A", "\"allow 3\\r\\n\"")]
    [DataRow("225C", "225C")]
    [DataRow("61626364225C", "\"abcd\\\"\\\\\"")]
    [DataRow("6162636465660080FF", "6162636465660080FF")]
    [DataRow("61626364656667686900", "\"abcdefghi\\x00\"")]
    [DataRow("23", "23")]
    public void An_input_is_written_as_people_read_it_or_in_digits_whichever_is_shorter(string digits, string line)
    {
        Assert.AreEqual(line, InputText.Of(Convert.FromHexString(digits)));
        Assert.AreEqual(digits, Convert.ToHexString(InputText.Read(line)));
    }

    [TestMethod]
    public void Any_bytes_come_back()
    {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] input = new byte[random.Next(24)];
            for (int k = 0; k < input.Length; k++) input[k] = random.Next(3) > 0 ? (byte)random.Next(32, 127) : (byte)random.Next(256);
            CollectionAssert.AreEqual(input, InputText.Read(InputText.Of(input)), Convert.ToHexString(input));
        }
    }

    [TestMethod]
    [DataRow("", "an empty line is no input: one without bytes is written as \"\"")]
    [DataRow("0", "write pairs of hexadecimal digits, or text in quotes")]
    [DataRow("allow", "write pairs of hexadecimal digits, or text in quotes")]
    [DataRow("\"a", "column 3: a quote ends the line, and stands nowhere else without \\")]
    [DataRow("\"a\"b", "column 3: a quote ends the line, and stands nowhere else without \\")]
    [DataRow("\"a\tb\"", "column 3: write \\xNN for what is not printable ASCII")]
    [DataRow("\"a\\q\"", "column 3: behind \\ stands one of n r t \" \\, or x and two hexadecimal digits")]
    [DataRow("\"a\\x0g\"", "column 3: behind \\ stands one of n r t \" \\, or x and two hexadecimal digits")]
    [DataRow("\"a\\x0\"", "column 3: behind \\ stands one of n r t \" \\, or x and two hexadecimal digits")]
    public void A_line_that_is_no_input_is_told_with_its_place(string line, string message)
    {
        Assert.AreEqual(message, Assert.ThrowsExactly<FormatException>(() => InputText.Read(line)).Message);
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "00\n" + line + "\n");
        string told = Assert.ThrowsExactly<CorpusException>(() => new CorpusFile(file).Read().ToArray()).Message;
        File.Delete(file);
        Assert.AreEqual($"{file}:2: {message}", told);
    }

    [TestMethod]
    public void A_corpus_is_sorted_and_holds_nothing_twice()
    {
        byte[][] inputs = [[2], [1], Encoding.ASCII.GetBytes("abc"), [1]];
        Assert.AreEqual("\"abc\"\n01\n02\n", CorpusFile.Text(inputs)[(CorpusFile.Text([]).Length)..]);
    }
}
