using EdgeGuard.Board.Drawing;

namespace EdgeGuard.Board.Sheets;

/// <summary>The LAN8720A on RMII: clocked by the processor through an inverter, reset by the processor's image.</summary>
internal static class PlantSheet
{
    private static readonly string[] Lines = ["21", "20", "23", "22"];

    internal static void Draw(Sheet sheet)
    {
        Part phy = sheet.Place("LAN8720A", 62, 26);
        Part jack = sheet.Place("J RJ45", 180, 26);
        Part array = sheet.Place("TPD4E05U06", 140, 54);
        sheet.Label(phy, ("17", "ETH_TXD0"), ("18", "ETH_TXD1"), ("16", "ETH_TX_EN"), ("13", "ETH_MDC"), ("12", "ETH_MDIO"),
            ("15", "ETH_RST"));
        foreach ((string pin, string net) in new[] { ("8", "ETH_RXD0"), ("7", "ETH_RXD1"), ("11", "ETH_CRS_DV") })
        {
            sheet.From(phy, pin).Left(2).Through("R 33").Left(2).Label(net);
        }
        sheet.Open(phy, "10", "14", "4");
        Clock(sheet, phy);
        Pairs(sheet, phy, jack, array);
        Supply(sheet, phy);
        Lights(sheet, phy, jack);
        Network.Shield(sheet, jack);
        sheet.Hold(20, 102, "+3V3", "R 1k5", "ETH_MDIO");
        sheet.Note(
            36, 104, "Mode by the chip's own pull-ups: all capable, autonegotiation. PHY address 0: RXER/PHYAD0 open.",
            "LED2/nINTSEL high at reset: the clock comes in. LED1/REGOFF low at reset: the chip's regulator is on.",
            "The inverter: the image's 50 MHz on GPIO0 is the wrong edge for the PHY. ETH_RST is low with GPIO12's strap,",
            "until Ethernet starts, so the PHY has its clock while it is in reset.");
    }

    private static void Clock(Sheet sheet, Part phy)
    {
        Part inverter = sheet.Place("74LVC1G04", 26, 78);
        sheet.From(inverter, "2").Left(2).Label("ETH_CLK");
        sheet.Power(inverter, "GND", "3");
        sheet.Open(inverter, "1");
        sheet.From(inverter, "5").Right(14).Tie(Direction.Down, "C 100n", "GND").Up(6).Power("+3V3");
        Point clock = phy.End("5");
        sheet.From(inverter, "4").Right(2).Through("R 33").To(new Point(clock.X - 2, inverter.End("4").Y))
            .To(new Point(clock.X - 2, clock.Y)).To(clock);
    }

    private static void Pairs(Sheet sheet, Part phy, Part jack, Part array)
    {
        Network.Terminate(sheet, phy, Lines, "+3V3E");
        string[] sockets = ["1", "2", "3", "6"];
        Point[] taps = new Point[4];
        for (int i = 0; i < 4; i++)
        {
            Point from = phy.End(Lines[i]).Go(Direction.Right, 4 + 7 * i);
            taps[i] = new Point(array.End("1").X - 8 + 2 * i, from.Y);
            sheet.From(from, Direction.Right).To(taps[i]).To(jack, sockets[i]);
        }
        Network.Protect(sheet, array, taps);
        foreach (string tap in new[] { "4", "5" })
        {
            sheet.From(jack, tap).Left(tap == "4" ? 4 : 12).Power("+3V3E");
        }
    }

    private static void Supply(Sheet sheet, Part phy)
    {
        sheet.From(phy, "24").Right(30).Down(1).Through("R 12k1").Power("GND");
        sheet.From(phy, "6").Right(14).Tie(Direction.Down, "C 1u", "GND").Right(8).Tie(Direction.Down, "C 470p", "GND");
        sheet.From(phy, "9").Right(2).Power("+3V3");
        sheet.From(phy, "19").Right(4).Branch(pen => pen.Down(2).To(phy, "1")).Right(4).Power("+3V3E");
        sheet.From(phy, "25").Right(2).Down(1).Power("GND");
        sheet.From(sheet.Decouple(104, 82, "+3V3", "GND", "C 100n", "C 10u").At, Direction.Right).Right(4).Through("FB 600").Right(4)
            .Flag().Branch(pen => pen.Up(2).Power("+3V3E")).Tie(Direction.Down, "C 100n", "GND").Right(8)
            .Tie(Direction.Down, "C 100n", "GND").Right(8).Tie(Direction.Down, "C 10u", "GND");
    }

    private static void Lights(Sheet sheet, Part phy, Part jack)
    {
        sheet.Label(phy, ("3", "ETH_LINK"), ("2", "ETH_SPEED"));
        sheet.From(jack, "9").Left(2).Through("R 470").Left(2).Label("ETH_LINK");
        sheet.From(jack, "10").Left(2).Power("GND");
        sheet.From(jack, "12").Left(2).Through("R 470").Left(2).Power("+3V3");
        sheet.From(jack, "11").Left(2).Label("ETH_SPEED");
    }
}
