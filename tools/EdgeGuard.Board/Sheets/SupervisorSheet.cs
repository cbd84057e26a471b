using EdgeGuard.Board.Drawing;

namespace EdgeGuard.Board.Sheets;

/// <summary>What resets the board: the supply's supervisor, the watchdog and a button; and the clock that runs on without power.</summary>
internal static class SupervisorSheet
{
    internal static void Draw(Sheet sheet)
    {
        Reset(sheet);
        Clock(sheet);
        sheet.Note(
            10, 100, "SYS_RST: open drains alone drive it. TPS3808G33: 3.07 V, 20 ms, CT open. MAX6369 with SET2, SET1, SET0 = 1, 1, 0:",
            "10 s at least without an edge on WATCHDOG, which the firmware gives every 500 ms, and 60 s at most with all tolerances.",
            "MCP79511: BR1225A, 0.7 uA: six years and more. It also has a number of its own, EUI-48.");
    }

    private static void Reset(Sheet sheet)
    {
        Part supervisor = sheet.Place("TPS3808G33", 40, 22);
        Part watchdog = sheet.Place("MAX6369", 40, 56);
        Pen supply = sheet.From(supervisor, "6").Left(4);
        supply.Branch(pen => pen.Up(2).Power("+3V3"));
        supply.Down(2).Branch(at => at.To(supervisor, "5")).Down(2).To(supervisor, "3");
        sheet.From(supervisor, "4").Open();
        sheet.From(supervisor, "2").Right(2).Down(1).Power("GND");
        sheet.From(watchdog, "8").Left(4).Branch(pen => pen.Up(2).Power("+3V3"));
        sheet.From(watchdog, "4").Left(8).Down(4).Power("GND");
        Pen high = sheet.From(watchdog, "5").Left(4);
        high.Branch(pen => pen.Up(4));
        high.Down(2).To(watchdog, "6");
        sheet.From(watchdog, "1").Left(4).Label("WATCHDOG");
        sheet.Open(watchdog, "3");
        sheet.From(watchdog, "2").Right(2).Down(1).Power("GND");
        Pen reset = sheet.From(supervisor, "1").Right(10);
        reset.Branch(pen => pen.To(new Point(pen.At.X, watchdog.End("7").Y)).To(watchdog, "7"));
        reset.Right(4).Tie(Direction.Up, "R 10k", "+3V3").Right(8).Tie(Direction.Down, "C 100n", "GND").Right(9)
            .Branch(pen => pen.Down(1).Through("SW button").Power("GND")).Right(10).Label("SYS_RST");
        sheet.Decouple(14, 78, "+3V3", "GND", "C 100n", "C 100n", "C 100n");
    }

    private static void Clock(Sheet sheet)
    {
        Part clock = sheet.Place("MCP79511", 160, 40);
        sheet.Label(clock, ("4", "RTC_CS"), ("8", "PLC_SCK"), ("6", "PLC_MOSI"));
        sheet.From(clock, "7").Left(12).Through("R 33").Left(2).Label("PLC_MISO");
        Crystals.Draw(sheet, clock, "1", "2", "Y 32k", "C 12p", 12);
        sheet.From(clock, "10").Right(2).Up(2).Power("+3V3");
        sheet.From(clock, "3").Right(8).Through("D schottky", "1").Right(4).Down(2).Through("BT cell").Power("GND");
        sheet.Open(clock, "9");
        sheet.From(clock, "5").Right(2).Down(1).Power("GND");
    }
}
