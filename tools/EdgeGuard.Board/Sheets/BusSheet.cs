using EdgeGuard.Board.Drawing;

namespace EdgeGuard.Board.Sheets;

/// <summary>An isolated RS-485 port: transceiver with its own supply, protection, and what a bus end wants, behind switches. The relay of
/// the bypass lies between transceiver and terminal.</summary>
internal static class BusSheet
{
    internal static void Draw(Sheet sheet, int bus)
    {
        string ground = "GNDI" + bus;
        string supply = "VISO" + bus;
        Part transceiver = sheet.Place("ADM2587E", 44, 30);
        (string receive, string drive, string send) = bus == 1 ? ("BUS_RX", "BUS_DE", "BUS_TX") : ("BUS2_RX", "BUS2_DE", "BUS2_TX");
        sheet.Label(transceiver, ("4", receive), ("7", send));
        // Deaf while it sends, so that nobody hears his own echo.
        sheet.From(transceiver, "6").Left(2).Branch(pen => pen.Up(2).To(transceiver, "5")).Left(2).Label(drive);
        Logic(sheet, transceiver);
        Isolated(sheet, transceiver, supply, ground);
        Line(sheet, transceiver, bus, ground);
        End(sheet, bus, supply, ground);
        if (bus == 2) sheet.Hold(16, 70, "GND", "R 10k", drive);
        sheet.Note(
            10, 96, "Isolated: 2500 V between left and right of the transceiver. Bus end off by default: all three switches open.",
            "Idle bus: 3.3 V x 60 / (2 x 390 + 60) = 236 mV with 120 Ohm here and 120 Ohm at the far end (simulation/idle.cir).",
            "A limiter of 200 to 400 mA stands between the gas arrester, which carries a surge to PE, and the clamp at the transceiver:",
            "clamp and pins see no more than that (simulation/bus.cir).");
    }

    private static void Logic(Sheet sheet, Part transceiver)
    {
        sheet.From(transceiver, "2").Left(2).Branch(supply => supply.Down(2).To(transceiver, "8")).Up(2).Power("+3V3");
        Pen pen = sheet.From(transceiver, "1").Left(2);
        pen.Down(2).Branch(at => at.To(transceiver, "3")).Down(2).Branch(at => at.To(transceiver, "9")).Down(2)
            .Branch(at => at.To(transceiver, "10")).Down(1).Power("GND");
        sheet.Decouple(12, 76, "+3V3", "GND", "C 10u", "C 100n", "C 100n");
    }

    private static void Isolated(Sheet sheet, Part transceiver, string supply, string ground)
    {
        sheet.From(transceiver, "12").Right(4).Up(12).Right(4)
            .Tie(Direction.Down, "C 10u", ground).Right(8).Tie(Direction.Down, "C 100n", ground).Right(2).Through("FB 600").Right(4).Flag()
            .Branch(pen => pen.Up(2).Power(supply))
            .Tie(Direction.Down, "C 100n", ground).Right(8).Tie(Direction.Down, "C 10n", ground);
        sheet.From(transceiver, "19").Right(12).Power(supply);
        Pen pen = sheet.From(transceiver, "11").Right(2);
        pen.Down(2).Branch(at => at.To(transceiver, "14")).Down(2).Branch(at => at.To(transceiver, "16")).Down(2)
            .Branch(at => at.To(transceiver, "20")).Flag().Down(1).Power(ground);
    }

    private static void Line(Sheet sheet, Part transceiver, int bus, string ground)
    {
        Part clamp = sheet.Place("SM712", 72, 60);
        sheet.From(transceiver, "13").Right(2).Up(2);
        sheet.From(transceiver, "18").Right(2).Right(18).Branch(pen => pen.To(new Point(pen.At.X, clamp.End("1").Y)).To(clamp, "1"))
            .Right(4).Through("TBU 200mA").Right(2).Label($"LINE{bus}_A");
        sheet.From(transceiver, "15").Right(2).Up(2);
        sheet.From(transceiver, "17").Right(2).Right(22).Branch(pen => pen.To(new Point(pen.At.X, clamp.End("2").Y)).To(clamp, "2"))
            .Right(8).Through("TBU 200mA").Right(2).Label($"LINE{bus}_B");
        sheet.From(clamp, "3").Right(2).Down(5).Power(ground);
    }

    private static void End(Sheet sheet, int bus, string supply, string ground)
    {
        Part terminal = sheet.Place("J bus", 206, 40);
        sheet.From(terminal, "1").Left(30).Tie(Direction.Down, "GDT", "PE", 10).Left(16).Label($"TERM{bus}_A");
        sheet.From(terminal, "2").Left(38).Tie(Direction.Down, "GDT", "PE", 8).Left(8).Label($"TERM{bus}_B");
        sheet.From(terminal, "3").Left(22).Branch(pen => pen.Down(6).Through("R 120").Power(ground)).Left(24).Label($"TERM{bus}_C");
        sheet.From(terminal, "4").Left(6).Tie(Direction.Down, "C 4n7 Y", "PE", 4).Left(8).Down(4).Through("R 1M").Power("PE");
        Part end = sheet.Place("SW dip", 156, 70);
        sheet.From(end, "1").Left(4).Through("R 390 bias").Left(4).Power(supply);
        sheet.From(end, "2").Left(4).Through("R 120").Left(4).Label($"LINE{bus}_A");
        sheet.From(end, "3").Left(4).Through("R 390 bias").Left(4).Power(ground);
        sheet.Label(end, ("6", $"LINE{bus}_A"), ("5", $"LINE{bus}_B"), ("4", $"LINE{bus}_B"));
    }
}
