using EdgeGuard.Board.Drawing;

namespace EdgeGuard.Board.Sheets;

/// <summary>The W5500, whose jack is crossed: a straight cable to a PLC fits, for the chip has no auto-MDIX.</summary>
internal static class PlcSheet
{
    internal static void Draw(Sheet sheet)
    {
        Part chip = sheet.Place("W5500", 54, 32);
        Part jack = sheet.Place("J RJ45", 186, 32);
        Part array = sheet.Place("TPD4E05U06", 146, 58);
        sheet.Label(chip, ("32", "PLC_CS"), ("33", "PLC_SCK"), ("35", "PLC_MOSI"), ("36", "PLC_INT"), ("37", "PLC_RST"));
        sheet.From(chip, "34").Left(2).Through("R 33").Left(2).Label("PLC_MISO");
        sheet.Open(chip, "18", "24", "26", "7", "12", "13", "46", "47", "45", "44", "43");
        Crystal(sheet, chip);
        Grounds(sheet, chip);
        Pairs(sheet, chip, jack, array);
        Supplies(sheet, chip);
        Lights(sheet, chip, jack);
        Network.Shield(sheet, jack);
        sheet.Note(
            10, 118, "Crossed on purpose: the chip sends on the jack's contacts 3 and 6. PMODE open: all capable, autonegotiation.",
            "PLC_RST is held low by the panel's expander and a resistor, until the firmware wants the chip.");
    }

    private static void Crystal(Sheet sheet, Part chip)
    {
        Crystals.Draw(sheet, chip, "30", "31", "Y 25M", "C 18p", 8);
    }

    private static void Grounds(Sheet sheet, Part chip)
    {
        Pen pen = sheet.From(chip, "23").Left(2);
        foreach (string pin in new[] { "38", "39", "40", "41", "42", "29", "3", "9", "14", "16", "19", "48" })
        {
            pen.Down(2).Branch(at => at.To(chip, pin));
        }
        pen.Down(2).Power("GND");
    }

    private static void Pairs(Sheet sheet, Part chip, Part jack, Part array)
    {
        string[] lines = ["6", "5", "2", "1"];
        string[] sockets = ["1", "2", "3", "6"];
        // The receiving pair's middle is at ground for signals alone, and its lines are coupled by capacitors.
        Receive(sheet, chip, lines, jack, sockets, array);
        sheet.From(jack, "4").Left(2).Through("C 22n").Left(2).Power("GND");
        sheet.From(jack, "5").Left(10).Label("PLC_TX_MID");
        sheet.From(new Point(34, 98), Direction.Right).Branch(pen => pen.Up(1).Power("+3V3P")).Down(0).Through("R 10").Right(0)
            .Named("PLC_TX_MID", Direction.Right).Down(1).Through("C 22n").Power("GND");
    }

    private static void Receive(Sheet sheet, Part chip, string[] lines, Part jack, string[] sockets, Part array)
    {
        Point[] taps = new Point[4];
        for (int i = 0; i < 4; i++)
        {
            Pen pen = sheet.From(chip, lines[i]).Right(4 + 7 * i);
            string net = i < 2 ? "PLC_RX_MID" : "+3V3P";
            Point from = pen.At;
            if (i < 2) sheet.From(from, Direction.Up).Up(3 + 4 * i).Through("R 49R9").Up(1).Label(net);
            else sheet.From(from, Direction.Up).Tie(Direction.Up, "R 49R9", net, 3 + 4 * i);
            taps[i] = new Point(array.End("1").X - 8 + 2 * i, from.Y);
            pen.To(new Point(chip.End("6").X + 30 + (i == 1 ? 8 : 0), from.Y));
            if (i < 2) pen.Through("C 6n8");
            pen.To(taps[i]).To(jack, sockets[i]);
        }
        Network.Protect(sheet, array, taps);
        sheet.From(new Point(16, 104), Direction.Right).Named("PLC_RX_MID", Direction.Up).Tie(Direction.Down, "C 10n", "GND", 2);
    }

    private static void Supplies(Sheet sheet, Part chip)
    {
        sheet.From(chip, "10").Right(30).Down(1).Through("R 12k4").Power("GND");
        sheet.From(chip, "20").Right(20).Down(1).Through("C 4u7").Power("GND");
        sheet.From(chip, "22").Right(10).Down(1).Through("C 10n").Power("GND");
        sheet.From(chip, "28").Right(2).Power("+3V3");
        Pen pen = sheet.From(chip, "4").Right(4).Branch(up => up.Right(4).Power("+3V3P"));
        foreach (string pin in new[] { "8", "11", "15", "17", "21" }) pen.Down(2).Branch(at => at.To(chip, pin));
        Pen rail = sheet.Decouple(96, 108, "+3V3", "GND", "C 100n", "C 10u").Right(4).Through("FB 600").Right(4).Flag()
            .Branch(up => up.Up(2).Power("+3V3P"));
        for (int i = 0; i < 6; i++) rail.Tie(Direction.Down, "C 100n", "GND").Right(8);
        rail.Tie(Direction.Down, "C 10u", "GND");
    }

    private static void Lights(Sheet sheet, Part chip, Part jack)
    {
        sheet.Label(chip, ("25", "PLC_LINK"), ("27", "PLC_ACT"));
        sheet.From(jack, "9").Left(2).Through("R 470").Left(2).Power("+3V3");
        sheet.From(jack, "10").Left(2).Label("PLC_LINK");
        sheet.From(jack, "12").Left(2).Through("R 470").Left(2).Power("+3V3");
        sheet.From(jack, "11").Left(2).Label("PLC_ACT");
    }
}
