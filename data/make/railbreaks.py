"""Breaks of the source that are too long to bridge unseen, but where a railway runs.

Each was looked at on its own: the railway is known to exist (general knowledge), and the
source ends on both sides of it. They are bridged by a straight line and count as schematic.
"""

from __future__ import annotations

Position = tuple[float, float]

NAMED: tuple[tuple[str, Position, Position], ...] = (
    ("Gebze - Hereke, Turkey", (40.773, 29.466), (40.783, 29.614)),
    ("Derince - Izmit, Turkey", (40.748, 29.788), (40.762, 29.895)),
    ("Hyderabad - Kotri, Pakistan", (25.364, 68.291), (25.337, 68.243)),
    ("Mian Channu - Khanewal, Pakistan", (30.58, 72.138), (30.311, 71.934)),
    ("Sukhbaatar - Dulaankhaan, Mongolia", (50.247, 106.152), (49.837, 106.139)),
    ("Suzemka - Zernove, Russia - Ukraine", (52.332, 34.088), (52.191, 34.024)),
    ("Hornostaivka - Teryukha, Ukraine - Belarus", (52.057, 31.152), (52.108, 31.137)),
    ("Crimean Bridge", (45.208, 36.611), (45.321, 36.494)),
    ("Ayagoz, Kazakhstan", (47.893, 80.412), (48.001, 80.431)),
    ("Thazi - Pyawbwe, Myanmar", (20.848, 96.058), (20.941, 96.05)),
    ("Thanlwin Bridge, Myanmar", (16.485, 97.634), (16.531, 97.596)),
    ("Ishwardi - Chatmohar, Bangladesh", (24.158, 89.055), (24.215, 89.38)),
    ("Kochi - Cherthala, India", (9.875, 76.298), (9.95, 76.296)),
    ("Pekalongan - Semarang, Indonesia", (-6.92, 109.951), (-6.924, 109.891)),
    ("Xiamen causeway, China", (24.573, 118.053), (24.551, 118.103)),
    ("South-link line, Taiwan", (22.352, 120.883), (22.576, 120.988)),
    ("Seto Bridge, Japan", (34.313, 133.827), (34.437, 133.808)),
    ("Yosan line: Kan'onji, Japan", (34.125, 133.658), (34.048, 133.62)),
    ("Yosan line: Niihama, Japan", (33.98, 133.546), (33.961, 133.434)),
    ("Hakodate line at Mori, Japan", (42.157, 140.476), (42.11, 140.569)),
    ("Oresund Bridge, Denmark - Sweden", (55.631, 12.677), (55.566, 12.904)),
    ("Great Belt, Denmark", (55.3, 10.853), (55.339, 10.982)),
    ("Oxnered - Mellerud, Sweden", (58.364, 12.276), (58.653, 12.368)),
    ("Moss - Rade, Norway", (59.473, 10.687), (59.387, 10.73)),
    ("Nordland line south of Mo i Rana, Norway", (66.113, 13.563), (66.14, 13.797)),
    ("Nordland line at Mo i Rana, Norway", (66.228, 13.856), (66.28, 14.039)),
    ("Dawlish - Teignmouth, Britain", (50.598, -3.443), (50.55, -3.489)),
    ("Saltash Bridge, Britain", (50.379, -4.172), (50.396, -4.267)),
    ("Colwyn Bay - Abergele, Britain", (53.299, -3.732), (53.294, -3.586)),
    ("Lisbon - Vila Franca de Xira, Portugal", (38.763, -9.1), (38.956, -8.986)),
    ("Vila Franca de Xira - Azambuja, Portugal", (38.964, -8.983), (39.051, -8.903)),
    ("Ventimiglia - Bordighera, Italy", (43.791, 7.614), (43.788, 7.688)),
    ("Alassio - Albenga, Italy", (44.008, 8.171), (44.059, 8.225)),
    ("Genoa Voltri - Pegli, Italy", (44.416, 8.713), (44.426, 8.799)),
    ("Amantea - Campora, Italy", (39.174, 16.065), (39.115, 16.076)),
    ("Taormina - Letojanni, Italy", (37.979, 15.397), (38.024, 15.441)),
    ("Westerly - Mystic, United States", (41.341, -71.889), (41.34, -71.948)),
    ("Quantico, United States", (38.585, -77.264), (38.527, -77.289)),
    ("Gaviota, United States", (34.468, -120.252), (34.459, -120.347)),
    ("Japeri - Barra do Pirai, Brazil", (-22.643, -43.656), (-22.565, -43.682)),
    ("Sao Carlos - Itirapina, Brazil", (-22.029, -47.893), (-22.331, -47.787)),
    ("Millendon, Australia", (-31.802, 116.028), (-31.719, 116.007)),
)
