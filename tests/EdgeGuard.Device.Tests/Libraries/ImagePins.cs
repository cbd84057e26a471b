using System.Collections.Generic;

namespace EdgeGuard.Device.Tests.Libraries;

/// <summary>Pins that an image has taken before the module's first line runs: nobody else gets them.</summary>
internal static class ImagePins
{
    /// <summary>ESP32_OLIMEX_WROVER: RMII as the processor has it, and what the image's own configuration adds.</summary>
    internal static IReadOnlySet<int> Esp32OlimexWrover { get; } = new HashSet<int>
    {
        0,                      // its output of 50 MHz
        12,                     // the PHY's reset, which Ethernet's start drives
        18, 23,                 // MDIO, MDC
        19, 21, 22, 25, 26, 27, // RMII
        1, 3,                   // UART0, the interpreter's debug port
    };

    /// <summary>ORGPAL_PALTHREE, by its board.h.</summary>
    internal static IReadOnlySet<int> OrgpalPalthree { get; } = new HashSet<int>
    {
        1, 2, 7, 33, 36, 37, 107, 108, 109, 110, 138, // RMII, SMI, the PHY's reset
        11, 12,                                       // USB, the interpreter's debug port
        5, 6, 21, 143, 147, 148,                      // the flash that the image has as drive I:
    };

    /// <summary>Those of the image that a board is made for.</summary>
    internal static IReadOnlySet<int> Of(Board board)
    {
        return board is Stm32F769 ? OrgpalPalthree : Esp32OlimexWrover;
    }
}
