namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class CsvRowTests
{
    [TestMethod]
    [DataRow("plain", "plain")]
    [DataRow("", "")]
    [DataRow("a,b", "\"a,b\"")]
    [DataRow("say \"so\"", "\"say \"\"so\"\"\"")]
    [DataRow("=1+1", "'=1+1")]
    [DataRow("+49", "'+49")]
    [DataRow("-2", "'-2")]
    [DataRow("@SUM(A1)", "'@SUM(A1)")]
    [DataRow("  =1+1", "'  =1+1")]
    [DataRow("\uFF1D1+1", "'\uFF1D1+1")]
    [DataRow("=a,\"b\"", "\"'=a,\"\"b\"\"\"")]
    [DataRow("two\r\nlines\u001b[31m", "two??lines?[31m")]
    public void A_text_is_a_cell_and_never_a_formula(string text, string cell) => Assert.AreEqual(cell + "\r\n", CsvRow.Of([text]));

    [TestMethod]
    public void Numbers_stay_numbers_and_nothing_is_an_empty_cell() =>
        Assert.AreEqual("-5,true,,false,12000\r\n", CsvRow.Of([-5L, true, null, false, 12000L]));
}
