"""What an announcement is about: award, call, purchase, report, event …"""
