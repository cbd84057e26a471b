using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeGuard.Board.Bill;
using EdgeGuard.Board.Parts;
using EdgeGuard.Board.Writing;
using Sexp = EdgeGuard.Board.Writing.Node;

namespace EdgeGuard.Hardware.Tests;

/// <summary>cost.csv and the page of parts say what the board has.</summary>
[TestClass]
public sealed class BillTests
{
    private static readonly Sexp Board = NodeReader.Read(File.ReadAllText(BoardFile.Location));

    private static IReadOnlyList<CostLine> Costs => CostList.Read(Path.Combine(Folders.Hardware, "cost.csv"));

    private static string[] References => [.. Mounted().Select(part => Property(part, "Reference"))];

    [TestMethod]
    public void Every_part_is_in_the_cost_once_with_its_number_and_as_often_as_the_board_has_it()
    {
        Assert.AreEqual("", string.Join('\n', Faults(Costs)));
    }

    [TestMethod]
    public void A_part_left_out_twice_in_or_with_another_number_or_count_is_found()
    {
        CostLine[] costs = [.. Costs];
        Assert.AreEqual($"{costs[0].Part} is 0 times in cost.csv", Faults(costs.Skip(1)).Single());
        Assert.AreEqual($"{costs[0].Part} is 2 times in cost.csv", Faults([costs[0], .. costs]).Single());
        Assert.AreEqual(
            $"{costs[0].Part} has another number in parts.csv", Faults([costs[0] with { Number = "1" }, .. costs.Skip(1)]).Single());
        StringAssert.EndsWith(Faults([costs[0] with { Pieces = 99 }, .. costs.Skip(1)]).Single(), " on the board and not 99");
    }

    [TestMethod]
    public void Every_price_has_a_source_and_a_date_and_the_sum_is_the_readmes()
    {
        foreach (CostLine line in Costs)
        {
            Assert.IsTrue(line.Price > 0 && line.Source.Length > 0 && Regex.IsMatch(line.Date, @"^\d{4}-\d\d-\d\d$"), line.Part);
        }
        var output = new StringWriter();
        CostList.Print(Costs, PartList.Read(Folders.Parts), output);
        string readme = File.ReadAllText(Path.Combine(Folders.Hardware, "README.md"));
        foreach (string what in (string[])["parts on the board", "a module"])
        {
            string cost = Regex.Match(output.ToString(), $@"^{what} +([\d.]+) EUR", RegexOptions.Multiline).Groups[1].Value;
            StringAssert.Contains(readme, $"{what}: {cost} EUR");
        }
        bool areEstimates = Costs.All(line => line.Source == "estimate");
        Assert.AreEqual(areEstimates, readme.Contains("**every price is an estimate**"));
    }

    [TestMethod]
    public void Every_part_is_once_on_the_page_once_in_its_table_and_on_its_own_face()
    {
        string page = BoardPage.Of(Board);
        CollectionAssert.AreEquivalent(References, Found(page, @"data-part=""(\w+)"""));
        CollectionAssert.AreEquivalent(References, Found(page, @"<b>(\w+)</b>"));
        string[] faces = page.Split("<figcaption>");
        Sexp[] below = [.. Mounted().Where(part => part.Find("layer")!.Text() == "B.Cu")];
        CollectionAssert.AreEquivalent(
            below.Select(part => Property(part, "Reference")).ToArray(), Found(faces[2], @"data-part=""(\w+)"""));
    }

    [TestMethod]
    public void The_page_asks_no_host_for_anything()
    {
        string page = BoardPage.Of(Board);
        Assert.AreEqual(0, Regex.Count(page, @"https?:|//\w|\bsrc=|\bhref=|@import|url\(|fetch\("), page[..2000]);
        StringAssert.Contains(page, "ESP32-WROVER-E-N16R8");
    }

    private static IEnumerable<string> Faults(IEnumerable<CostLine> costs)
    {
        ILookup<string, CostLine> lines = costs.ToLookup(line => line.Part);
        foreach (PartLine part in PartList.Read(Folders.Parts).Lines)
        {
            CostLine[] found = [.. lines[part.Part]];
            int count = Mounted().Count(mounted => Property(mounted, "Part") == part.Part);
            if (found.Length != 1) yield return $"{part.Part} is {found.Length} times in cost.csv";
            else if (found[0].Number != part.Number) yield return $"{part.Part} has another number in parts.csv";
            else if (found[0].Pieces != count) yield return $"{part.Part} is {count} times on the board and not {found[0].Pieces}";
        }
    }

    private static IEnumerable<Sexp> Mounted()
    {
        return Board.All("footprint").Where(part => part.Text() != "");
    }

    private static string Property(Sexp part, string name)
    {
        return part.All("property").First(property => property.Text() == name).Text(1);
    }

    private static string[] Found(string text, string pattern)
    {
        return [.. Regex.Matches(text, pattern).Select(match => match.Groups[1].Value)];
    }
}
