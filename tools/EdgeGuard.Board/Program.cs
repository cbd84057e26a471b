using System;
using System.Collections.Generic;
using System.IO;
using EdgeGuard.Board.Drawing;
using EdgeGuard.Board.Parts;
using EdgeGuard.Board.Sheets;
using EdgeGuard.Board.Writing;

namespace EdgeGuard.Board;

/// <summary>Draws the board's schematic from the sheets here and hardware/board/parts.csv.</summary>
internal static class Program
{
    private const string Usage = "usage: EdgeGuard.Board draw PARTS.csv FOLDER    writes the KiCad project into FOLDER";

    private static int Main(string[] arguments)
    {
        if (arguments.Length != 3 || arguments[0] != "draw")
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }
        try
        {
            return Draw(arguments[1], arguments[2]);
        }
        catch (Exception mistake) when (mistake is ArgumentException or InvalidDataException or IOException)
        {
            Console.Error.WriteLine(mistake.Message);
            return 1;
        }
    }

    private static int Draw(string parts, string folder)
    {
        IReadOnlyList<Sheet> sheets = Schematic.Draw(PartList.Read(parts), out Library library);
        Project.Write(Project.Files(sheets, library), folder);
        int troubles = 0;
        foreach (Sheet sheet in sheets)
        {
            foreach (string trouble in Legibility.Troubles(sheet))
            {
                Console.Error.WriteLine(trouble);
                troubles++;
            }
        }
        return troubles == 0 ? 0 : 1;
    }
}
