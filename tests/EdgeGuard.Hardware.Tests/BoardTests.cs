using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Board.Layout;

namespace EdgeGuard.Hardware.Tests;

/// <summary>The committed board is what the tables make, agrees with the schematic, and keeps the fabricator's rules and the isolation.
/// </summary>
[TestClass]
public sealed class BoardTests
{
    private const string Remake = "hardware/README.md, Board, says how it is made";

    private static readonly string[] Relays = ["K801", "K802", "K803"];
    private static readonly string[] Coil = ["1", "8"];
    private static readonly string[] Contacts = ["2", "3", "4", "5", "6", "7"];

    [TestMethod]
    public void The_committed_board_is_what_the_tables_make()
    {
        string netlist = Path.GetTempFileName(), board = Path.GetTempFileName();
        Run export = Run.Of(
            Schematics.Kicad, Folders.Board, "sch", "export", "netlist", "--format", "kicadxml", "-o", netlist, "edgeguard.kicad_sch");
        Assert.AreEqual(0, export.ExitCode, export.Output);
        Run made = Run.Of("/usr/bin/python3", Folders.Board, Folders.Layout, netlist, ".", board);
        Assert.AreEqual(0, made.ExitCode, made.Output);
        string[] lines = new BoardText(File.ReadAllText(board)).Unfilled;
        string[] committed = new BoardText(File.ReadAllText(BoardFile.Location)).Unfilled;
        string? other = lines.Zip(committed).Where(pair => pair.First != pair.Second).Select(pair => pair.ToString()).FirstOrDefault();
        Assert.IsNull(other, Remake);
        Assert.AreEqual(committed.Length, lines.Length, Remake);
        File.Delete(netlist);
        File.Delete(board);
    }

    [TestMethod]
    public void Kicads_own_check_finds_the_whole_schematic_in_it_and_nothing_wrong()
    {
        Assert.AreEqual("", DesignRuleCheck.Of(Folders.Board));
    }

    [TestMethod]
    public void Kicads_own_check_notices_what_is_laid_between_the_sides_and_what_is_not_joined()
    {
        string said = DesignRuleCheck.OfChanged(board => board
            .With("""(segment (start 30 66) (end 30 67) (width 0.2) (layer "F.Cu") (net NUMBER))""", "SYS_RST")
            .WithoutTracks("RELAY"));
        StringAssert.Contains(said, "rule 'isolation between sides' clearance 5.5000 mm");
        StringAssert.Contains(said, "[SYS_RST] on F.Cu");
        StringAssert.Contains(said, "Missing connection between items: Pad 1 [RELAY] of ");
    }

    [TestMethod]
    public void The_isolated_sides_are_apart()
    {
        Assert.AreEqual("", string.Join('\n', Distances.Faults(BoardFile.Read().Copper, Domains, RelayPlaces())));
    }

    [TestMethod]
    public void Copper_that_comes_too_near_is_found()
    {
        var stray = new Piece("a stray track", "SYS_RST", "F.Cu", new Corner(30, 66), new Corner(30, 67), 0.1);
        string faults = string.Join('\n', Distances.Faults([.. BoardFile.Read().Copper, stray], Domains, RelayPlaces()));
        StringAssert.Contains(faults, "LOGIC and BUS1: ");
        StringAssert.Contains(faults, "a stray track (SYS_RST)");
    }

    [TestMethod]
    public void From_a_relays_coil_to_any_contact_the_way_leads_round_a_slot_and_is_long_enough()
    {
        BoardFile board = BoardFile.Read();
        double way = Shortest(board, board.Edges);
        Assert.IsTrue(way >= Distances.Wanted, $"{way:0.00} mm");
    }

    [TestMethod]
    public void Without_the_slots_it_is_not()
    {
        BoardFile board = BoardFile.Read();
        Assert.AreEqual(2.4, Shortest(board, [.. board.Edges.Where(edge => edge.Length > 50)]), 0.01);
    }

    [TestMethod]
    public void What_gets_warm_stays_below_its_limit_at_70_degrees_around_the_case()
    {
        IReadOnlyList<Heat> parts = Heat.Read();
        Assert.AreEqual("", string.Join('\n', Heat.Faults(parts)));
        Assert.AreEqual(2.7, parts.Sum(part => part.Watts), 0.1, "watts, as README.md has them");
        Assert.AreEqual(8, Heat.AboveOutside(parts), 0.5, "kelvin, as README.md has them");
    }

    [TestMethod]
    public void A_part_that_gets_too_warm_is_found()
    {
        IReadOnlyList<Heat> parts = [.. Heat.Read().Select(part => part.Part == "U102" ? part with { Watts = 0.6 } : part)];
        StringAssert.StartsWith(Heat.Faults(parts).First(), "U102 gets to 14");
    }

    [TestMethod]
    [DataRow("U101", 6)]
    [DataRow("U201", 4)]
    [DataRow("U301", 4)]
    public void Below_a_chip_that_is_cooled_by_its_middle_are_vias(string part, int count)
    {
        BoardFile board = BoardFile.Read();
        Piece[] middle = board.Pads.Where(pad => pad[0].Name.EndsWith(" of " + part)).MaxBy(pad => pad[0].Length * pad[^1].Length)!;
        int vias = board.Vias.Count(via => via.Net == "GND" && IsWithin(middle, via.From));
        Assert.IsTrue(vias >= count, $"{vias} vias below {part}");
    }

    [TestMethod]
    public void Every_supply_pin_has_its_capacitor_near()
    {
        Assert.AreEqual("", string.Join('\n', Decoupling.Faults(Schematics.Netlist, BoardFile.Read().Pads)));
    }

    [TestMethod]
    public void A_capacitor_that_was_moved_away_is_found()
    {
        IReadOnlyList<Piece[]> pads = [.. BoardFile.Read().Pads.Select(pad => pad[0].Name.EndsWith(" of C503") ? Moved(pad, 10) : pad)];
        StringAssert.StartsWith(Decoupling.Faults(Schematics.Netlist, pads).First(), "U501 pin 8 (+3V3): ");
    }

    private static DomainList Domains => DomainList.Read(Folders.Board);

    private static Piece[] Moved(Piece[] pad, double y)
    {
        return [.. pad.Select(side => side with
        {
            From = new Corner(side.From.X, side.From.Y + y), To = new Corner(side.To.X, side.To.Y + y),
        })];
    }

    private static double Shortest(BoardFile board, IReadOnlyList<Piece> edges)
    {
        Piece[][] contacts = [.. Relays.SelectMany(relay => Contacts.Select(contact => board.Pad(relay, contact)))];
        IEnumerable<Piece[]> coils = Relays.SelectMany(relay => Coil.Select(pin => board.Pad(relay, pin)));
        return coils.SelectMany(coil => contacts.Select(contact => Creepage.Between(coil, contact, edges))).Min();
    }

    private static bool IsWithin(Piece[] pad, Corner at)
    {
        return at.X > pad.Min(side => side.Left) && at.X < pad.Max(side => side.Right) && at.Y > pad.Min(side => side.Top)
            && at.Y < pad.Max(side => side.Bottom);
    }

    private static IReadOnlyList<Corner> RelayPlaces()
    {
        return [.. File.ReadLines(Path.Combine(Folders.Board, "placement.csv")).Select(line => line.Split(','))
            .Where(cells => Relays.Contains(cells[0])).Select(cells => new Corner(Cells.Number(cells[1]), Cells.Number(cells[2])))];
    }
}
