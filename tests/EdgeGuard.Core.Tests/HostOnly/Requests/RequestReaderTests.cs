using System;
using System.Linq;
using CsCheck;

namespace EdgeGuard.Core.Tests;

/// <summary>The one reader of requests as people write them.</summary>
[TestClass]
public sealed class RequestReaderTests
{
    [TestMethod]
    [DataRow("1 address 5", "0100050001")]
    [DataRow("03 unit 1 address 0-9", "030000000A")]
    [DataRow("3 address 40 quantity 2", "0300280002")]
    [DataRow("3 address 4x00041-4x00042", "0300280002")]
    [DataRow("4 address 3x00001", "0400000001")]
    [DataRow("5 address 7 value on", "050007FF00")]
    [DataRow("5 address 0x00008 value off", "0500070000")]
    [DataRow("06 unit 1 address 40 value 2000", "06002807D0")]
    [DataRow("6 address 40 value -1", "060028FFFF")]
    [DataRow("6 address 40 value 0xFFFF", "060028FFFF")]
    [DataRow("7", "07")]
    [DataRow("8", "0800000000")]
    [DataRow("8/1", "0800010000")]
    [DataRow("15 address 0 values on,off,on", "0F000000030105")]
    [DataRow("15 address 0 values 1 1 1 1 1 1 1 1 1", "0F0000000902FF01")]
    [DataRow("16 address 1-2 values 1,2", "100001000204" + "00010002")]
    [DataRow("16 address 60 value 21.5 as f32", "10003C000204" + "41AC0000")]
    [DataRow("16 address 60 value 21.5 as f32 low-first", "10003C000204" + "000041AC")]
    [DataRow("16 address 60 value -2 as s32 low-first", "10003C000204" + "FFFEFFFF")]
    [DataRow("16 address 60 value 4294967295 as u32", "10003C000204" + "FFFFFFFF")]
    [DataRow("20 file 4 record 0-9", "1407" + "0600040000000A")]
    [DataRow("21 file 4 record 7 values 1,2", "150B" + "06000400070002" + "00010002")]
    [DataRow("21 file 4 record 7-8", "150B" + "06000400070002" + "00000000")]
    [DataRow("22 address 4 and 0xFF00 or 0x0001", "160004FF000001")]
    [DataRow("23 read 0-9 write 40 value 1,2", "170000000A" + "0028000204" + "00010002")]
    [DataRow("24 address 4x00006", "180005")]
    [DataRow("43", "2B0E0100")]
    [DataRow("43/14", "2B0E0100")]
    [DataRow("43/13", "2B0D")]
    [DataRow("90", "5A")]
    [DataRow("unit 1 pdu 06 00 28 07 D0", "06002807D0")]
    [DataRow("pdu 06002807d0", "06002807D0")]
    [DataRow("3 address 65535 quantity 65535", "03FFFFFFFF")]
    public void A_request_becomes_its_pdu(string text, string pdu)
    {
        var reader = new RequestReader();
        byte[]? bytes = reader.Read(text);
        Assert.IsNotNull(bytes, reader.Problem);
        Assert.AreEqual(pdu, Convert.ToHexString(bytes));
        Assert.AreEqual(1, reader.Unit);
    }

    [TestMethod]
    public void The_unit_is_the_one_that_is_named()
    {
        var reader = new RequestReader();
        Assert.IsNotNull(reader.Read("7 unit 0x11"));
        Assert.AreEqual(17, reader.Unit);
    }

    [TestMethod]
    [DataRow("", "a request begins with its function code")]
    [DataRow("unit 1", "a request begins with its function code")]
    [DataRow("hello", "'hello' is no function code (0 to 255)")]
    [DataRow("06 07 address 40 value 1", "'07' is no part of a request")]
    [DataRow("06 unit 1 adress 40", "'adress' is no part of a request")]
    [DataRow("06 unit 256 address 40 value 1", "'256' is no unit (0 to 255)")]
    [DataRow("06 address 40", "function 6 needs 'value'")]
    [DataRow("06 value 40", "function 6 needs 'address'")]
    [DataRow("06 address value 1", "'address' lacks its value")]
    [DataRow("06 address 40 address 41 value 1", "'address' stands twice")]
    [
        DataRow(
            "06 address 70000 value 1",
            "'70000' is no address: write 0 to 65535, counted from 0, or a reference of the manual, such as 4x00001")]
    [
        DataRow(
            "06 address 3x00041 value 1",
            "3x00041 is a reference to an input register, and what is asked for is a holding register: write 4x00041, or name the other "
                + "table")]
    [DataRow("03 address 9-5", "the range 9-5 runs backwards")]
    [DataRow("06 address 40 value 70000", "'70000' does not fit a register")]
    [DataRow("06 address 40 value -32769", "'-32769' does not fit a register")]
    [DataRow("06 address 40 value 0.8", "'0.8' is a fraction: write 'as f32 high-first' or 'as f32 low-first' behind it")]
    [DataRow("06 address 40 value x", "'x' does not fit a register")]
    [DataRow("16 address 40 value 1 as float", "'float' is no type: u16, s16, u32, s32 or f32")]
    [DataRow("16 address 40 value 1 as f32 last", "'last' is no order of words: high-first or low-first")]
    [DataRow("16 address 1-3 value 1,2", "'address' names 3 registers, and there are values for 2")]
    [DataRow("5 address 1 value 2", "'2' is no coil: write on or off")]
    [DataRow("20 record 1", "function 20 needs 'file'")]
    [DataRow("20 file 1", "function 20 needs 'record'")]
    [DataRow("pdu 0", "'0' is not bytes in hex, such as 06 00 28 07 D0")]
    [DataRow("pdu xx", "'xx' is not bytes in hex, such as 06 00 28 07 D0")]
    public void What_is_no_request_is_told_with_its_place(string text, string problem)
    {
        var reader = new RequestReader();
        Assert.IsNull(reader.Read(text));
        Assert.AreEqual(problem, reader.Problem);
    }

    // A person types it: there is no line that it must not survive.
    [TestMethod]
    public void Any_words_are_a_request_or_have_a_problem()
    {
        string[] words =
        [
            "1", "5", "06", "15", "16", "20", "21", "22", "23", "24", "43/14", "8/", "/", "300", "unit", "address", "quantity", "value",
                "values", "as", "read",
            "write", "and", "or", "file", "record", "pdu", "0-9", "9-", "-", "-1", "4x00041", "4x00000", "0x", "0xFFFF", "65535", "on",
                "21.5", ".5", "f32", "low-first", "abc", "\"",
        ];
        Gen.Int[0, words.Length - 1].Array[0, 12].Sample(picked =>
        {
            var reader = new RequestReader();
            byte[]? pdu = reader.Read(string.Join(' ', picked.Select(i => words[i])));
            return pdu == null ? reader.Problem.Length > 0 : reader.Problem.Length == 0 && pdu.Length is > 0 and <= 253;
        }, iter: 20_000);
    }

    [TestMethod]
    public void More_than_a_pdu_holds_is_told()
    {
        var reader = new RequestReader();
        Assert.IsNull(reader.Read("16 address 0 values " + string.Join(' ', new int[130])));
        Assert.AreEqual("it has more than the 253 bytes of a PDU", reader.Problem);
        Assert.IsNull(new RequestReader().Read("pdu " + string.Join(' ', new string[400])));
        Assert.IsNull(new RequestReader().Read("pdu " + new string('0', 508)));
        Assert.IsNotNull(new RequestReader().Read("pdu " + new string('0', 506)));
    }
}
