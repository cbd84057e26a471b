using EdgeGuard.Board.Drawing;

namespace EdgeGuard.Board.Sheets;

/// <summary>Three relays that bridge the two buses. Released, each bus has its transceiver. They are held by the expander, the key switch's
/// second pole and the reset, all three.</summary>
internal static class BypassSheet
{
    internal static void Draw(Sheet sheet)
    {
        Part first = sheet.Place("K relay", 80, 40);
        Part second = sheet.Place("K relay", 136, 40);
        Part common = sheet.Place("K relay", 192, 40);
        Contacts(sheet, first, 1);
        Contacts(sheet, second, 2);
        sheet.From(common, "4").Up(2).Label("TERM2_C");
        sheet.From(common, "3").Down(4).Label("TERM1_C");
        sheet.Open(common, "2", "7", "5", "6");
        Coils(sheet, first, second, common);
        sheet.Note(
            10, 108, "Released, without power and in reset: contacts 3-2 and 6-7, terminals at transceivers. Closed: terminal to terminal,",
            "and both transceivers off the cable. RELAY comes from the expander, KEY_COIL from the key switch's second pole, SYS_RST",
            "from the supervisor: one of them low or open releases the relays within 10 ms (simulation/relay.cir).");
    }

    private static void Contacts(Sheet sheet, Part relay, int bus)
    {
        sheet.From(relay, "2").Up(2).Label($"LINE{bus}_A");
        sheet.From(relay, "4").Up(2).Label("BRIDGE_A");
        sheet.From(relay, "3").Down(4).Label($"TERM{bus}_A");
        sheet.From(relay, "7").Up(2).Label($"LINE{bus}_B");
        sheet.From(relay, "5").Up(2).Label("BRIDGE_B");
        sheet.From(relay, "6").Down(4).Label($"TERM{bus}_B");
    }

    private static void Coils(Sheet sheet, Part first, Part second, Part common)
    {
        Part relay = sheet.Place("Q N", 30, 76);
        Part reset = sheet.Place("Q N", 30, 92);
        Point top = new(first.End("1").X, 16);
        sheet.From(new Point(24, 16), Direction.Left).Label("KEY_COIL");
        sheet.From(new Point(24, 16), Direction.Right).Right(8)
            .Branch(pen => pen.Down(20).Through("D diode", "1").Down(14).To(new Point(32, 68)))
            .To(top).Branch(pen => pen.To(first, "1")).To(new Point(second.End("1").X, 16)).Branch(pen => pen.To(second, "1"))
            .To(new Point(common.End("1").X, 16)).To(common, "1");
        const int low = 68;
        sheet.From(new Point(32, low), Direction.Right).Branch(pen => pen.To(relay, "3")).To(new Point(first.End("8").X, low))
            .Branch(pen => pen.To(first, "8")).To(new Point(second.End("8").X, low)).Branch(pen => pen.To(second, "8"))
            .To(new Point(common.End("8").X, low)).To(common, "8");
        sheet.From(relay, "2").To(reset, "3");
        sheet.From(relay, "1").Left(4).Label("RELAY");
        sheet.From(reset, "1").Left(4).Label("SYS_RST");
        sheet.From(reset, "2").Down(2).Power("GND");
        sheet.Hold(60, 92, "GND", "R 10k", "RELAY");
    }
}
