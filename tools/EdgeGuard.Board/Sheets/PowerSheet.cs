using EdgeGuard.Board.Drawing;

namespace EdgeGuard.Board.Sheets;

/// <summary>24 V in, 5 V and 3.3 V out: fuse, surge, choke, reverse polarity, hold-up, two converters.</summary>
internal static class PowerSheet
{
    private const int Rail = 24;
    private const int Return = 32;

    internal static void Draw(Sheet sheet)
    {
        Part choke = sheet.Place("L choke", 62, 28);
        Part fet = sheet.Place("Q P 100V", 80, Rail);
        Entry(sheet, choke);
        sheet.From(choke, "3").Right(4).Flag().Down(2).Power("GND");
        sheet.From(choke, "2").To(fet, "2");
        Gate(sheet, fet);
        HoldUp(sheet, fet);
        FiveVolts(sheet);
        ThreeVolts(sheet);
        sheet.Note(
            10, 50, "Surge: the TVS clamps 500 V / 2 Ohm and 1 kV / 12 Ohm below the 80 V of the hold-up capacitors",
            "and below 80 % of the converter's 100 V (simulation/surge.cir). Reversed: the transistor stays off.",
            "2 x 1 Ohm, pulse-proof, hold the inrush at 36 V to 15 A, far below the transistor's 60 A (simulation/inrush.cir).",
            "Hold-up: 300 uF - 20 % carry 2.5 W for 10 ms from 19.2 V (simulation/holdup.cir).");
        sheet.Note(
            10, 118, "LM5164: 300 kHz by RON = 2500 x 5 V / 300 kHz; starts at 8.5 V, stops at 7.9 V; 1.2 V x (1 + 158k / 49k9) = 5.00 V;",
            "453k, 1n and 120p make the ripple that it regulates by. TLV62569: 0.6 V x (1 + 453k / 100k) = 3.32 V.");
    }

    private static void Entry(Sheet sheet, Part choke)
    {
        Part terminal = sheet.Place("J 24V", 10, 22);
        sheet.From(terminal, "1").Right(2).Through("F 1A").Right(6)
            .Branch(pen => pen.Down(1).Through("D TVS 30V", "1").Down(1))
            .Right(3).Through("R 1").Right(3).Through("R 1").To(choke, "1");
        Pen back = sheet.From(terminal, "2").Right(8).Down(4);
        back.Branch(pen => pen.Down(1).Through("C 4n7 Y").Down(1).Flag().Power("PE"));
        back.Right(6).Flag().To(new Point(32, Return)).Right(12)
            .Branch(pen => pen.Down(1).Through("R 1M").Down(1).Power("PE")).To(choke, "4");
        sheet.From(terminal, "3").Right(2).Down(8).Power("PE");
    }

    private static void Gate(Sheet sheet, Part fet)
    {
        sheet.From(fet, "1").Down(4)
            .Branch(pen => pen.Down(1).Through("R 100k").Power("GND"))
            .Right(10).Up(3).Through("D zener 12V", "2").Up(1);
    }

    private static void HoldUp(Sheet sheet, Part fet)
    {
        sheet.From(fet, "3").Right(4).Right(4).Flag().Right(6)
            .Tie(Direction.Down, "C 100u 80V", "GND").Right(9).Tie(Direction.Down, "C 100u 80V", "GND").Right(9)
            .Tie(Direction.Down, "C 100u 80V", "GND").Right(9).Tie(Direction.Down, "C 2u2 100V", "GND").Right(9)
            .Tie(Direction.Down, "C 2u2 100V", "GND").Right(9).Tie(Direction.Down, "C 100n 100V", "GND").Up(2).Power("+24V");
    }

    private static void FiveVolts(Sheet sheet)
    {
        Part buck = sheet.Place("LM5164", 40, 72);
        Pen supply = sheet.From(buck, "2").Left(6);
        supply.Branch(pen => pen.Up(3).Power("+24V"));
        supply.Left(10).Down(1).Through("R 100k").Down(1)
            .Branch(pen => pen.Down(1).Through("R 21k5").Power("GND"))
            .Right(6).Up(4).To(buck, "3");
        sheet.From(buck, "4").Left(6).Down(2).Through("R 41k2").Power("GND");
        Pen swing = sheet.From(buck, "8").Right(10);
        Point swings = swing.At;
        sheet.From(buck, "7").Right(2).Through("C 2n2").Right(2).To(swings);
        Pen output = swing.Branch(pen => Ripple(pen, swings.X + 16)).Right(4).Through("L 47u").Right(6);
        output.Right(6).Branch(pen => Divide(pen.Down(1), sheet.From(buck, "5"), swings.X + 9))
            .Right(9).Tie(Direction.Down, "C 22u", "GND").Right(9).Tie(Direction.Down, "C 22u", "GND").Right(9)
            .Tie(Direction.Down, "C 100n", "GND").Flag().Right(6).Up(2).Power("+5V");
        sheet.From(buck, "6").Open();
        sheet.From(buck, "1").Right(2).Down(2).Branch(pen => pen.To(buck, "9")).Down(1).Power("GND");
    }

    // What the converter regulates by, from where it swings to where it is smooth.
    private static void Ripple(Pen pen, int outputX)
    {
        pen.Down(6).Right(2).Through("R 453k").Right(1)
            .Branch(feedback => feedback.Down(3).Through("C 120p").Down(3))
            .Right(1).Through("C 1n").To(new Point(outputX, pen.At.Y - 6));
    }

    private static void Divide(Pen output, Pen feedback, int rippleX)
    {
        output.Through("R 158k").Down(1).Branch(pen => pen.Down(1).Through("R 49k9").Power("GND"));
        Pen low = feedback.Right(6).Down(14);
        low.To(new Point(rippleX, low.At.Y)).To(new Point(output.At.X - 3, low.At.Y)).To(new Point(output.At.X - 3, output.At.Y))
            .To(output.At);
    }

    private static void ThreeVolts(Sheet sheet)
    {
        Part buck = sheet.Place("TLV62569", 150, 74);
        Pen supply = sheet.From(buck, "4").Left(2);
        supply.Branch(pen => pen.Down(2).To(buck, "1"));
        supply.Left(6).Tie(Direction.Down, "C 10u", "GND").Up(2).Power("+5V");
        sheet.From(buck, "2").Left(2).Down(2).Power("GND");
        sheet.From(buck, "3").Right(2).Through("L 2u2").Right(2)
            .Branch(pen => pen.Down(1).Through("R 453k").Down(1).Branch(feedback => feedback.Down(1).Through("R 100k").Power("GND"))
                .Left(4).Up(4).To(buck, "5"))
            .Right(9).Tie(Direction.Down, "C 22u", "GND").Right(9).Tie(Direction.Down, "C 22u", "GND").Right(9)
            .Tie(Direction.Down, "C 100n", "GND").Flag().Right(4).Up(2).Power("+3V3");
    }
}
